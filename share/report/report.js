"use strict";
(function () {
	var table = document.getElementById("index");
	var tools = document.getElementById("tools");
	var get = document.getElementById("get");
	var packed = document.getElementById("records");

	function make(name, text, parent) {
		var e = document.createElement(name);
		if (text) e.textContent = text;
		if (parent) parent.appendChild(e);
		return e;
	}

	/* The table: sorting by a column, filtering by words and degree. */

	var degrees = ["none", "weakness alone", "mild", "moderate", "severe",
	    "undetermined"];

	function value(row, column) {
		var text = row.cells[column].textContent.trim();
		var degree = degrees.indexOf(text);
		if (degree >= 0) return degree;
		var number = parseFloat(text.replace(/^[<>]/, ""));
		return /^[<>]?\d/.test(text) ? number +
		    (text[0] === "<" ? -0.001 : text[0] === ">" ? 0.001 : 0)
		    : text;
	}

	function compare(a, b) {
		if (typeof a === "number" && typeof b === "number")
			return a - b;
		if (typeof a === "number") return -1;
		if (typeof b === "number") return 1;
		return a < b ? -1 : a > b ? 1 : 0;
	}

	function sort(head, column) {
		var up = head.getAttribute("aria-sort") !== "ascending";
		var body = table.tBodies[0];
		var numeric = head.className === "num";
		var rows = Array.prototype.map.call(body.rows, function (r) {
			var v = numeric || r.cells[column].querySelector(".sev")
			    ? value(r, column)
			    : r.cells[column].textContent.trim();
			return { row: r, key: v };
		});
		rows.sort(function (a, b) {
			return up ? compare(a.key, b.key)
			    : compare(b.key, a.key);
		});
		Array.prototype.forEach.call(table.tHead.rows[0].cells,
		    function (h) { h.removeAttribute("aria-sort"); });
		head.setAttribute("aria-sort", up ? "ascending"
		    : "descending");
		var all = document.createDocumentFragment();
		rows.forEach(function (r) { all.appendChild(r.row); });
		body.appendChild(all);
	}

	function start_table() {
		var label = make("label", "Filter", tools);
		var input = make("input", "", label);
		var label2 = make("label", "Severity", tools);
		var select = make("select", "", label2);
		var status = make("span", "", tools);
		input.type = "search";
		input.id = "filter";
		select.id = "degree";
		status.setAttribute("role", "status");
		status.id = "shown";
		make("option", "all", select);
		degrees.forEach(function (d) { make("option", d, select); });
		function filter() {
			var words = input.value.toLowerCase().split(/\s+/);
			var shown = 0, rows = table.tBodies[0].rows;
			for (var i = 0; i < rows.length; i++) {
				var text = rows[i].textContent.toLowerCase();
				var degree = rows[i].querySelector(".sev");
				var ok = words.every(function (w) {
					return text.indexOf(w) >= 0;
				}) && (select.selectedIndex === 0 || (degree &&
				    degree.textContent === select.value));
				rows[i].hidden = !ok;
				shown += ok ? 1 : 0;
			}
			status.textContent = shown + " of " + rows.length;
		}
		input.addEventListener("input", filter);
		select.addEventListener("change", filter);
		Array.prototype.forEach.call(table.tHead.rows[0].cells,
		    function (head, column) {
			var button = make("button", head.textContent);
			button.type = "button";
			head.textContent = "";
			head.appendChild(button);
			button.addEventListener("click", function () {
				sort(head, column);
			});
		});
		tools.hidden = false;
		filter();
	}

	/* Downloads. */

	function save(name, parts, type) {
		var url = URL.createObjectURL(new Blob(parts, { type: type }));
		var link = make("a");
		link.href = url;
		link.download = name;
		document.body.appendChild(link);
		link.click();
		link.remove();
		setTimeout(function () { URL.revokeObjectURL(url); }, 60000);
	}

	function unpack(element) {
		var binary = atob(element.textContent);
		var bytes = new Uint8Array(binary.length);
		for (var i = 0; i < binary.length; i++)
			bytes[i] = binary.charCodeAt(i);
		var stream = new Blob([bytes]).stream().pipeThrough(
		    new DecompressionStream("gzip"));
		return new Response(stream).text();
	}

	/* Lines of JSON: each U+0001 is the next number. */
	function records() {
		return Promise.all([unpack(packed), unpack(
		    document.getElementById("numbers"))]).then(function (t) {
			var at = 0;
			function next() {
				var from = at, end = t[1].indexOf("\n", at);
				at = end + 1;
				return t[1].slice(from, end);
			}
			return t[0].split("\n").filter(Boolean).map(
			    function (line) {
				return line.replace(/\u0001/g, next) + "\n";
			});
		});
	}

	/* A spreadsheet would take a text that begins so for a formula. */
	function field(v) {
		if (v === null || v === undefined) return "";
		var text = String(v);
		if (typeof v === "string" && /^[=+\-@\t\r]/.test(text))
			text = "'" + text;
		return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') +
		    '"' : text;
	}

	function at(o, path) {
		return path.split(".").reduce(function (v, key) {
			return v === null || v === undefined ? null : v[key];
		}, o);
	}

	var columns = ["subject", "visit", "group", "repeat", "rater",
	    "visit_order", "days_since_onset", "days_since_injection",
	    "side.affected", "side.source", "severity.grade"];
	["none", "weakness_without_synkinesis", "mild", "moderate",
	    "severe"].forEach(function (d) {
		columns.push("severity.probability." + d);
	});
	["rest", "movement", "synkinesis", "overall"].forEach(function (s) {
		columns.push("scores." + s, "scores." + s + "_ci95.0",
		    "scores." + s + "_ci95.1", "scores." + s + "_se");
	});
	["brow", "eye", "smile"].forEach(function (r) {
		var p = "regions." + r + ".";
		columns.push(p + "asymmetry", p + "rest.left", p +
		    "rest.right", p + "movement.left", p + "movement.right",
		    p + "movement.ratio", p + "movement.ratio_ci95.0", p +
		    "movement.ratio_ci95.1");
	});
	for (var i = 0; i < 8; i++)
		["left", "right", "excess", "excess_ci95.0", "excess_ci95.1",
		    "probability"].forEach(function (k) {
			columns.push("synkinesis." + i + "." + k);
		});
	var rows = ["smile_eye", "smile_brow", "pucker_eye", "pucker_brow",
	    "brow_raise_eye", "brow_raise_mouth", "eye_close_mouth",
	    "eye_close_brow"];

	function title(c) {
		return c.replace(/^synkinesis\.(\d)/, function (all, n) {
			return "synkinesis." + rows[n];
		}).replace(/_ci95\.0$/, "_ci_low").replace(/_ci95\.1$/,
		    "_ci_high");
	}

	function csv(records) {
		var lines = [columns.map(title).join(",")];
		records.forEach(function (line) {
			var r = JSON.parse(line);
			if (r.record !== "synk-grade/1") return;
			lines.push(columns.map(function (c) {
				return field(at(r, c));
			}).join(","));
		});
		return lines.join("\r\n") + "\r\n";
	}

	/* What the table shows, where the records are not in the file. */
	function table_csv() {
		return Array.prototype.map.call(table.rows, function (r) {
			return Array.prototype.map.call(r.cells, function (c) {
				return field(c.textContent.trim());
			}).join(",");
		}).join("\r\n") + "\r\n";
	}

	function button(text, act) {
		var b = make("button", text, get);
		b.type = "button";
		b.addEventListener("click", act);
		return b;
	}

	function start_downloads() {
		if (packed) {
			button("Records, JSON", function () {
				records().then(function (lines) {
					save("records.json", lines,
					    "application/x-ndjson");
				});
			}).id = "get-json";
			button("Visits, CSV", function () {
				records().then(function (lines) {
					save("visits.csv", [csv(lines)],
					    "text/csv");
				});
			}).id = "get-csv";
		} else if (table) {
			button("Table, CSV", function () {
				save("table.csv", [table_csv()], "text/csv");
			}).id = "get-csv";
		}
		get.hidden = false;
	}

	/* On paper all that is folded is open. */

	function unfold() {
		Array.prototype.forEach.call(document.querySelectorAll(
		    "details:not([open]):not(.long)"), function (d) {
			d.open = true;
			d.className += " folded";
		});
	}

	function fold() {
		Array.prototype.forEach.call(document.querySelectorAll(
		    "details.folded"), function (d) {
			d.open = false;
			d.className = d.className.replace(" folded", "");
		});
	}

	window.addEventListener("beforeprint", unfold);
	window.addEventListener("afterprint", fold);
	if (table) start_table();
	if (get) start_downloads();
}());
