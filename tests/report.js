// usage: NODE_PATH=... node tests/report.js CHROMIUM FOLDER
//
// A report in a browser: FOLDER has page.html, made of records.json, and
// plain.html, in which all is null.  Prints what is wrong; status 1 if any is.
"use strict";
const fs = require("fs");
const path = require("path");
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [, , binary, folder] = process.argv;
let wrong = 0;

function check(ok, ...what) {
	if (ok) return;
	wrong++;
	console.log(...what);
}

async function open(browser, name, options) {
	const context = await browser.newContext(options);
	const page = await context.newPage();
	const url = "file://" + path.resolve(folder, name);
	const label = name + " " + JSON.stringify(options);
	page.on("console", m => check(m.type() !== "error" &&
	    m.type() !== "warning", label, m.text()));
	page.on("pageerror", e => check(false, label, e.message));
	page.on("request", r => check(r.url() === url ||
	    r.url().startsWith("blob:"), label, "asked for", r.url()));
	page.on("dialog", d => { check(false, label, d.message());
		d.dismiss(); });
	await page.goto(url);
	return page;
}

async function column(page, n) {
	return page.$$eval("#index tbody tr:not([hidden])", (rows, i) =>
	    rows.map(r => r.cells[i].textContent.trim()), n);
}

function numbers(texts) {
	return texts.filter(t => /^\d/.test(t)).map(parseFloat);
}

async function sorts(page) {
	const heads = await page.$$eval("#index thead th", h =>
	    h.map(x => x.textContent));
	const at = heads.indexOf("overall");
	const button = page.locator("#index thead th").nth(at)
	    .locator("button");
	for (const up of [true, false]) {
		await button.press("Enter");	/* as a keyboard does */
		const texts = await column(page, at);
		const got = numbers(texts);
		const want = got.slice().sort((a, b) => up ? a - b : b - a);
		check(got.length > 2 && String(got) === String(want),
		    "sorted by overall:", got);
		check(await page.locator("#index thead th").nth(at)
		    .getAttribute("aria-sort") === (up ? "ascending"
		    : "descending"), "aria-sort");
		if (up) check(/not known/.test(texts[texts.length - 1]),
		    "what is not known comes last");
	}
	await page.locator("#index thead th").nth(heads.indexOf("severity"))
	    .locator("button").click();
	const order = ["none", "weakness alone", "mild", "moderate", "severe",
	    "undetermined"];
	const degrees = (await column(page, heads.indexOf("severity")))
	    .map(t => order.indexOf(t));
	check(String(degrees) === String(degrees.slice().sort()),
	    "sorted by severity:", degrees);
}

async function filters(page) {
	const all = (await column(page, 0)).length;
	await page.fill("#filter", "s04 POST");
	check((await column(page, 0)).length === 1, "filter by two words");
	check(await page.textContent("#shown") === "1 of " + all, "status");
	await page.fill("#filter", "nobody at all");
	check((await column(page, 0)).length === 0, "filter by no one");
	await page.fill("#filter", "");
	await page.selectOption("#degree", "mild");
	const at = 3, mild = await column(page, at);
	check(mild.length > 0 && mild.length < all &&
	    mild.every(t => t === "mild"), "filter by degree:", mild);
	await page.selectOption("#degree", "all");
	check((await column(page, 0)).length === all, "no filter");
}

async function links(page) {
	const targets = await page.$$eval("#index tbody a", a =>
	    a.map(x => x.getAttribute("href")));
	for (const target of targets) {
		await page.locator('#index a[href="' + target + '"]')
		    .click();
		await page.waitForTimeout(60);
		const box = await page.locator(target).boundingBox();
		check(box && box.y > -200 && box.y < 900, "link", target,
		    box && box.y);
	}
}

async function downloads(page) {
	const records = fs.readFileSync(path.join(folder, "records.json"),
	    "utf8");
	async function get(id) {
		const [d] = await Promise.all([page.waitForEvent("download"),
		    page.click(id)]);
		return fs.readFileSync(await d.path(), "utf8");
	}
	check(await get("#get-json") === records, "records came out changed");
	const csv = await get("#get-csv");
	const grades = records.split("\n").filter(l =>
	    l.startsWith('{"record":"synk-grade/1"')).map(JSON.parse);
	const rows = csv.split("\r\n").filter(l => l);
	check(rows.length === grades.length + 1, "rows of CSV:", rows.length);
	check(rows[1].startsWith(grades[0].subject + "," + grades[0].visit +
	    ","), "first row:", rows[1].slice(0, 60));
	check(rows[1].split(",")[rows[0].split(",").indexOf("scores.rest")] ===
	    String(grades[0].scores.rest), "a score of the CSV");
	check(rows[rows.length - 1].startsWith('"\'=HYPERLINK(""x"")",') &&
	    rows[rows.length - 1].includes('"a,""b""\n@c"'),
	    "a formula, quotes and lines:", rows[rows.length - 1]
	    .slice(0, 60));
}

/* On paper all is open but what is long; and then as it was. */
async function paper(page) {
	const closed = () => page.$$eval("details:not([open])", d =>
	    d.map(x => x.className));
	const before = await closed();
	await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
	const during = await closed();
	check(before.length > during.length && during.length > 0 &&
	    during.every(c => c === "long"), "closed on paper:", during);
	await page.evaluate(() => dispatchEvent(new Event("afterprint")));
	check(String(await closed()) === String(before), "closed afterwards");
}

async function accessible(page, label) {
	await page.evaluate(axe);
	const found = await page.evaluate(() => axe.run(document, {
		resultTypes: ["violations"] }));
	for (const v of found.violations)
		if (v.impact === "serious" || v.impact === "critical")
			check(false, label, v.id, v.help,
			    v.nodes.length + " times, first:",
			    v.nodes[0].html.slice(0, 160),
			    v.nodes[0].failureSummary.slice(0, 300));
}

/* All is to be seen: what is not drawn yet cannot be judged. */
const shown = { content:
	"article, .sheaf { content-visibility: visible !important; }" };

async function looks(browser, name, scheme, width) {
	const page = await open(browser, name, { colorScheme: scheme,
		viewport: { width, height: 844 }, bypassCSP: true });
	const label = [name, scheme, width].join(" ");
	await page.addStyleTag(shown);
	check(await page.evaluate(() => document.documentElement.scrollWidth <=
	    innerWidth), label, "is wider than the screen");
	await page.$$eval("details", all => all.forEach(d => d.open = true));
	await accessible(page, label);
	await page.context().close();
}

async function without_script(browser) {
	const page = await open(browser, "page.html", {
		javaScriptEnabled: false });
	check(await page.locator("article.visit").count() ===
	    await page.locator("#index tbody tr").count(), "without script");
	check(await page.locator("#tools").isHidden(), "tools without script");
	await page.context().close();
}

async function main() {
	const browser = await chromium.launch({ executablePath: binary,
		args: ["--no-sandbox"] });
	const page = await open(browser, "page.html", {
		viewport: { width: 1280, height: 900 } });
	await sorts(page);
	await filters(page);
	await links(page);
	await downloads(page);
	await paper(page);
	await without_script(browser);
	await looks(browser, "page.html", "light", 1280);
	await looks(browser, "page.html", "dark", 390);
	await looks(browser, "plain.html", "dark", 1280);
	await looks(browser, "plain.html", "light", 390);
	await browser.close();
	process.exit(wrong ? 1 : 0);
}

main().catch(e => { console.log(e.message); process.exit(1); });
