// usage: NODE_PATH=... node tests/paint.js CHROMIUM PAGE
//
// How long until a page shows anything, is whole, and has scrolled a frame.
"use strict";
const path = require("path");
const { execSync } = require("child_process");
const { chromium } = require("playwright-core");
const [, , binary, file] = process.argv;

function first_paint() {
	return new Promise(done => new PerformanceObserver(list =>
	    list.getEntriesByName("first-contentful-paint").forEach(e =>
	    done(e.startTime))).observe({ type: "paint", buffered: true }));
}

/* The median of 90 frames, of 60 px each, from a third of the page on. */
function frames() {
	return new Promise(done => {
		const times = [], from = document.body.scrollHeight / 3;
		function frame(now) {
			times.push(now);
			scrollTo(0, from + 60 * times.length);
			if (times.length <= 90)
				return requestAnimationFrame(frame);
			done(times.slice(1).map((t, i) => t - times[i])
			    .sort((a, b) => a - b)[45]);
		}
		requestAnimationFrame(frame);
	});
}

async function main() {
	const browser = await chromium.launch({ args: ["--no-sandbox"],
		executablePath: execSync("command -v " + binary)
		    .toString().trim() });
	const page = await (await browser.newContext({ viewport: {
		width: 1280, height: 900 } })).newPage();
	const start = Date.now();
	await page.goto("file://" + path.resolve(file), {
		waitUntil: "commit" });
	const paint = await page.evaluate(first_paint);
	await page.waitForLoadState("load", { timeout: 300000 });
	const whole = Date.now() - start;
	const frame = await page.evaluate(frames);
	console.log("shows after " + Math.round(paint) + " ms, whole after " +
	    (whole / 1000).toFixed(1) + " s, " + Math.round(frame) +
	    " ms a frame");
	await browser.close();
}

main().catch(e => { console.error(e.message); process.exit(1); });
