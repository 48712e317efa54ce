#!/usr/bin/env node
/* 060-pages.mjs: every page that there is, found by its links: 320 and 1280 px, in Vietnamese; the main ones in English and on paper.
 * SPDX-License-Identifier: Apache-2.0 */
import fs from "node:fs";
import path from "node:path";
import { command, demo, enter, is, judge, like, ok, press, quiet, root, run, serve, shot, test, text, visitor } from "./lib.mjs";

/* What src/web/pages/ lists: pattern, and whether it can be opened. */
const folder = path.join(root, "src/web/pages");
const patterns = fs.readdirSync(folder).filter((name) => name.endsWith(".c")).flatMap((name) => {
  const source = fs.readFileSync(path.join(folder, name), "utf8");
  return [...source.matchAll(/const Page page_\w+ = \{\s*"([^"]+)",\s*N_\("[^"]*"\),\s*ALLOW_\w+,\s*(\w+)/g)]
    .filter(([, , get]) => get !== "NULL")
    .map(([, pattern]) => ({ pattern, regex: new RegExp(`^${pattern.replace(/:\w+/g, "[^/]+").replace(/\*\w+/g, ".+")}$`) }));
});
const patternOf = (pathname) => patterns
  .filter(({ regex }) => regex.test(pathname))
  .sort((a, b) => (b.pattern.split("/").filter((part) => part && part[0] !== ":").length) - (a.pattern.split("/").filter((part) => part && part[0] !== ":").length))[0]?.pattern;

/* Shown by tests of their own: before login, one-time, the answer to a form, or no page at all. */
const elsewhere = new Set(["/start", "/start/back", "/login", "/login/:link", "/health", "/money", "/", "/u/:unit/recovery", "/totp", "/password",
  "/u/:unit/jobs/:job", "/u/:unit/search", "/u/:unit/import/:kind/wrong", "/u/:unit/record/:id/undo", "/u/:unit/record/:id/erase", "/u/:unit/record/:id/open", "/u/:unit/fund/:id/end", "/u/:unit/fund/:id/seal",
  "/calendar/:token", "/u/:unit/emulation/:table/:code", "/u/:unit/record/:id/confirm", "/log/:unit/checkpoint", "/log/:unit/tile/:level/*tile",
  "/u/:unit/partners/:partner/fork", "/u/:unit/partners/:partner/proof", "/u/:unit/partners/:partner/key", "/unlock", "/witness/:origin/checkpoint"]);

const longName = "Ban Chấp hành Công đoàn cơ sở Hội Chữ thập đỏ huyện Châu Thành A và các xã, phường trực thuộc liên tịch";
const office = await serve(path.join(demo(), "haugiang.ketnghia"));
const page = await visitor();
const reached = new Map(); /* pattern -> addresses */
const papers = [];

/* A rotating fund that draws lots, with one meeting held and a seed sealed for the next. */
function fundOf(unit) {
  const add = (kind, ...words) => JSON.parse(command(office.file, "--unit", unit, "add", kind, ...words, "--format", "json")).id;
  const members = JSON.parse(command(office.file, "--unit", unit, "list", "member", "--format", "json")).slice(0, 4).map(({ id }) => id);
  const fund = add("fund", `name=${longName}`, "holder=Lê Văn Tâm", "started=3/7/2020", "contribution=500.000 đ", "members=4",
    "every=month", "order=lots", "agreement=01/TT-CĐCS", ...members.map((id) => `roster=${id}`));
  const meeting = add("meeting", `fund=${fund}`, "number=1", "held=3/7/2020");
  for (const id of members) add("contribution", `fund=${fund}`, `meeting=${meeting}`, `member=${id}`, "held=3/7/2020", "due=500.000 đ", "paid=500.000 đ");
  command(office.file, "--unit", unit, "draw", "seal", fund);
}

test("every page is reached by links from the home page", async () => {
  command(office.file, "--unit", "HG", "add", "activity", "held=11/8/2020", `title=${longName}`, "field=1", "state=delivered",
    "value=123.456.789.012 đồng", `reporter=${longName}`, `place=${"Nghiêng".repeat(20)}`);
  fundOf("HG-CD");
  await enter(page, office);
  const get = page.context().request;
  const seen = new Set(["/u/HG"]);
  const queue = ["/u/HG", "/u/HG-CD"];
  const counts = new Map();
  const broken = [];
  while (queue.length > 0 && seen.size < 2000) {
    const address = queue.shift();
    const answer = await get.get(office.url + address, { maxRedirects: 0 });
    if (answer.status() >= 400) broken.push(`${answer.status()} ${address}`);
    const type = answer.headers()["content-type"] ?? "";
    const pattern = patternOf(address.replace(/[?#].*$/, ""));
    if (!pattern) {
      if (!address.startsWith("/static/")) broken.push(`no page: ${address}`);
      continue;
    }
    if (!reached.has(pattern)) reached.set(pattern, []);
    if (!type.startsWith("text/html")) {
      reached.get(pattern).push({ address, file: true });
      continue;
    }
    reached.get(pattern).push({ address, file: false });
    const body = (await answer.text()).replaceAll("&amp;", "&");
    for (const [, href] of body.matchAll(/\s(?:href|src)="([^"]+)"/g)) {
      const next = new URL(href, office.url + address);
      if (next.origin !== office.url || next.pathname.startsWith("/static/")) continue;
      const clean = next.pathname + next.search;
      const kind = patternOf(next.pathname) ?? next.pathname;
      /* Of pages that differ by kind or format each is opened; of a list its first record; of filters a few. */
      const key = /:id/.test(kind) ? (/\/records?\//.test(address) ? `${kind}@${address.replace(/\?.*/, "")}` : kind) : next.search ? `${kind}?${[...next.searchParams.keys()].sort()}${next.searchParams.get("format") ?? ""}` : clean;
      const most = /:id/.test(kind) ? 1 : next.search ? 3 : 1;
      if (seen.has(clean) || (counts.get(key) ?? 0) >= most) continue;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      seen.add(clean);
      queue.push(clean);
    }
  }
  ok(broken.length === 0, `links that lead nowhere:\n${broken.join("\n")}`);
  const missing = patterns.map(({ pattern }) => pattern).filter((pattern) => !reached.has(pattern) && !elsewhere.has(pattern));
  ok(missing.length === 0, `no link leads to ${missing.join(", ")}`);
});

test("each stands at 1280 and 320 px in Vietnamese", async () => {
  const wrong = [];
  for (const [pattern, list] of reached) {
    const shown = list.filter(({ file }) => !file);
    for (const [i, { address }] of shown.entries()) {
      const name = `${pattern.replace(/^\/u\/:unit\/?/, "").replace(/[/:]+/g, "-") || "home"}`;
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(office.url + address);
      wrong.push(...(await judge(page)).map((sentence) => `1280 ${address}: ${sentence}`));
      if (i === 0) await shot(page, `page-${name}-1280-vi`);
      await page.setViewportSize({ width: 320, height: 700 });
      wrong.push(...(await judge(page)).map((sentence) => `320 ${address}: ${sentence}`));
      if (i === 0) await shot(page, `page-${name}-320-vi`);
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  ok(wrong.length === 0, `${wrong.length}:\n${wrong.slice(0, 40).join("\n")}`);
  quiet(page);
});

test("a long list is turned page by page, nothing left out or shown twice", async () => {
  await page.goto(office.url + "/u/HG/records/activity");
  const seen = new Set();
  let count = 0;
  for (let pages = 1; ; pages++) {
    const where = await text(page, ".pager span");
    const [from, to, all] = where.match(/\d[\d.]*/g).map((number) => Number(number.replaceAll(".", "")));
    is(from, count + 1, `page ${pages} begins where the last one ended`);
    const numbers = await page.locator("main tbody th a").allInnerTexts();
    is(numbers.length, to - from + 1, `rows of page ${pages}`);
    numbers.forEach((number) => seen.add(number));
    count += numbers.length;
    is(await page.locator(".pager a[rel=prev]").count() > 0, pages > 1, `way back from page ${pages}`);
    const next = page.locator(".pager a[rel=next]").first();
    if (await next.count() === 0) {
      is(to, all, "the last page ends with the last one");
      break;
    }
    await press(page, next);
  }
  is(seen.size, count, "each once");
  await page.goto(office.url + "/u/HG/records/activity?page=999999999999");
  quiet(page);
});

const main = ["/u/HG", "/u/HG/records/activity", "/u/HG/new/activity", "/u/HG/twins", "/u/HG-CD/reports/joint"];

test("the five main pages stand in English too, without a Vietnamese word of the program", async () => {
  await page.goto(office.url + "/account");
  await press(page, ".person form[action='/language'] button");
  const wrong = [];
  for (const address of main) {
    await page.goto(office.url + address);
    is(await page.evaluate(() => document.documentElement.lang), "en", "language");
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 800 });
      wrong.push(...(await judge(page)).map((sentence) => `${width} ${address}: ${sentence}`));
      await shot(page, `en-${address.replace(/\W+/g, "-").replace(/^-u-/, "")}-${width}`);
    }
    const words = await page.evaluate(() => [...document.querySelectorAll("label, th, button, h2, legend, .help, .rail a")]
      .filter((element) => !element.closest(".doc, [lang=vi]")).map((element) => element.textContent.trim()).filter((words) => /[ạảãầấậẩẫằắặẳẵẹẻẽềếệểễịỉĩọỏõồốộổỗờớợởỡụủũừứựửữỳỵỷỹđ]/i.test(words)));
    const strange = words.filter((word) => !/Tiếng Việt|Hội|Công đoàn/.test(word));
    if (strange.length > 0 && address !== "/u/HG-CD/reports/joint") wrong.push(`${address}: Vietnamese in English: ${strange.slice(0, 5).join(" | ")}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(office.url + "/account");
  await press(page, ".person form[action='/language'] button");
  ok(wrong.length === 0, wrong.join("\n"));
  quiet(page);
});

test("the calendar's secret address works without login, and ends when a new one is made", async () => {
  command(office.file, "--unit", "HG", "add", "direction", "content=Tập huấn sơ cấp cứu", "agreed=1/8/2020", "due=20/8/2020", "state=agreed");
  const renew = async () => {
    await page.goto(office.url + "/u/HG/calendar");
    await page.locator("main details summary").click();
    await page.locator("main details button").click();
    await page.locator("main details summary").click();
    return text(page, "main details .mono");
  };
  const first = await renew();
  const calendar = await fetch(first);
  is(calendar.status, 200, "whoever has the address reads it");
  like(calendar.headers.get("content-type"), /^text\/calendar/, "as a calendar");
  like(await calendar.text(), /SUMMARY:Tập huấn sơ cấp cứu\r\n/, "with what falls due");
  const second = await renew();
  ok(first !== second, "a new address is another one");
  is((await fetch(first)).status, 404, "the old one ended");
  is((await fetch(second)).status, 200, "the new one works");
  is((await fetch(`${second}x`)).status, 404, "a made-up one does not");
});

test("on paper only the matter is left", async () => {
  papers.push("/u/HG", "/u/HG/records/activity", "/u/HG-CD/reports/joint");
  for (const [pattern, list] of reached)
    if (/print|blank/.test(pattern)) papers.push(list[0].address);
  await page.emulateMedia({ media: "print" });
  const wrong = [];
  for (const address of papers) {
    await page.setViewportSize({ width: 640, height: 900 }); /* 170 mm of an A4 sheet */
    await page.goto(office.url + address);
    for (const selector of [".top", ".rail", ".foot", ".actions", ".filters", ".bar", ".skip"])
      if (await page.locator(selector).filter({ visible: true }).count() > 0) wrong.push(`${address}: ${selector} is printed`);
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wrong.push(`${address}: wider than the sheet`);
    await shot(page, `print-${address.replace(/\W+/g, "-").replace(/^-u-/, "")}`);
  }
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize({ width: 1280, height: 900 });
  ok(wrong.length === 0, wrong.join("\n"));
});

test("a reader sees no way to write, and is refused one", async () => {
  command(office.file, "people", "add", "xem", "--name", "Người Xem", "--unit", "HG", "--role", "reader");
  const link = command(office.file, "people", "link", "xem").match(/https?:\S+/)[0];
  const reader = await visitor();
  await enter(reader, { link });
  await reader.goto(office.url + "/u/HG/records/activity");
  is(await reader.locator("main a.primary").count(), 0, "no button to add");
  const answer = await reader.goto(office.url + "/u/HG/new/activity");
  is(answer.status(), 403, "the form is refused");
  like(await text(reader), /quyền|không được phép/i, "in plain words");
  await shot(reader, "refused-1280-vi");
  const other = await reader.goto(office.url + "/u/HG-CD");
  ok(other.status() === 403 || other.status() === 404, "another unit's book stays shut");
});

await run();
