#!/usr/bin/env node
/* 070-hostile.mjs: forms of other sites, forged and stale tokens, text that would like to be a script.
 * SPDX-License-Identifier: Apache-2.0 */
import http from "node:http";
import path from "node:path";
import { command, demo, enter, is, judge, like, ok, pathname, press, quiet, run, serve, shot, test, text, visitor } from "./lib.mjs";

const evil = `"><script>window.taken = 1</script><img src=x onerror="window.taken = 1">' & {{7*7}} javascript:alert(1)`;
const turned = "Quà \u202Egnợưs\u202C cho bà con";
const office = await serve(path.join(demo(), "haugiang.ketnghia"));
const page = await visitor();
const fields = { held: "10/8/2020", title: "Gửi từ nơi khác", field: "1", state: "delivered", value: "1 triệu" };
const written = () => command(office.file, "--unit", "HG", "list", "activity").includes("Gửi từ nơi khác");
let token;

test("the token of a form is one's own and not to be guessed", async () => {
  await enter(page, office);
  await page.goto(office.url + "/u/HG/new/activity");
  token = await page.locator("main form [name=csrf]").inputValue();
  ok(token.length >= 40, `token of ${token.length} letters`);
});

test("a form without the token, with a wrong or empty one, does nothing", async () => {
  for (const csrf of [undefined, "", "A".repeat(token.length), token.slice(0, -1)]) {
    const form = csrf === undefined ? fields : { ...fields, csrf };
    const answer = await page.context().request.post(office.url + "/u/HG/new/activity", { form, headers: { origin: office.url } });
    is(answer.status(), 403, `refused with the token ${csrf}`);
  }
  ok(!written(), "nothing was written");
});

test("a form from a foreign origin does nothing, even with the right token", async () => {
  for (const headers of [{ origin: "https://evil.example" }, { origin: "null" }, { origin: "http://" + new URL(office.url).hostname }, { origin: office.url, "sec-fetch-site": "cross-site" }]) {
    const answer = await page.context().request.post(office.url + "/u/HG/new/activity", { form: { ...fields, csrf: token }, headers });
    is(answer.status(), 403, `refused from ${JSON.stringify(headers)}`);
  }
  ok(!written(), "nothing was written");
});

test("a page of another server in the same browser cannot send a form here", async () => {
  const inputs = Object.entries({ ...fields, csrf: token }).map(([name, value]) => `<input name="${name}" value="${value}">`).join("");
  const other = http.createServer((req, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.end(`<form method="post" action="${office.url}/u/HG/new/activity">${inputs}<button>Nhận quà</button></form>
      <iframe src="${office.url}/u/HG"></iframe>`);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const visit = await page.context().newPage();
  await visit.goto(`http://127.0.0.1:${other.address().port}/`);
  const frame = visit.frames()[1];
  ok(!(await frame.content().catch(() => "")).includes('id="total"'), "it cannot frame a page of the office");
  await press(visit, "button");
  ok(!written(), "nothing was written");
  await shot(visit, "forged-1280-vi");
  await visit.close();
  other.close();
});

test("the same form from the page itself is taken", async () => {
  const answer = await page.context().request.post(office.url + "/u/HG/new/activity", { form: { ...fields, csrf: token }, headers: { origin: office.url, "sec-fetch-site": "same-origin" } });
  is(answer.status(), 200, "taken");
  ok(written(), "and written");
});

let record;
test("text that looks like a script stays text on every page", async () => {
  await page.goto(office.url + "/u/HG/new/activity");
  await page.locator("[name=held]").fill("11/8/2020");
  await page.locator("[name=title]").fill(evil);
  await page.locator("[name=place]").fill(evil);
  await page.locator("[name=reporter]").fill(evil);
  await page.locator("[name=field]").selectOption({ index: 1 });
  await page.locator("[name=state]").selectOption("delivered");
  await page.locator("[name=value]").fill("1 triệu");
  await press(page, "main form button.primary:not(.unseen)");
  record = pathname(page);
  like(record, /record/, "written");
  const places = [record, record + "/edit", record + "/print", "/u/HG/records/activity?search=script", "/u/HG", "/u/HG/figure?measure=value&of=HG&from=2020-01-01&to=2020-12-31",
    "/u/HG/search?q=" + encodeURIComponent("<script>"), "/u/HG/new/activity?title=" + encodeURIComponent(evil), "/u/HG/records/activity?search=" + encodeURIComponent(evil),
    "/login?next=" + encodeURIComponent(evil), "/u/" + encodeURIComponent(evil)];
  for (const place of places) {
    await page.goto(office.url + place);
    is(await page.evaluate(() => window.taken), undefined, `a script ran on ${place}`);
    is(await page.locator("main img[src=x], main script").count(), 0, `an element grew on ${place}`);
    const wrong = await judge(page);
    ok(wrong.length === 0, `${place}:\n${wrong.join("\n")}`);
  }
  await page.goto(office.url + record);
  like(await text(page), /<script>window\.taken = 1<\/script>/, "the letters stand there");
  await shot(page, "hostile-record-1280-vi");
  await page.setViewportSize({ width: 320, height: 700 });
  ok((await judge(page)).length === 0, (await judge(page)).join("\n"));
  await shot(page, "hostile-record-320-vi");
  await page.setViewportSize({ width: 1280, height: 900 });
  quiet(page);
});

test("letters that turn the direction of text are refused or held", async () => {
  await page.goto(office.url + "/u/HG/new/activity");
  await page.locator("[name=held]").fill("11/8/2020");
  await page.locator("[name=title]").fill(turned);
  await page.locator("[name=field]").selectOption({ index: 1 });
  await page.locator("[name=state]").selectOption("delivered");
  await page.locator("[name=value]").fill("1 triệu");
  await press(page, "main form button.primary:not(.unseen)");
  const shown = await page.locator("main").innerText();
  ok(!/record/.test(pathname(page)) || !shown.includes("\u202E"), "no page turns its text around");
  await shot(page, "bidi-1280-vi");
});

test("addresses that would lead away are not followed", async () => {
  const stranger = await visitor();
  for (const next of ["//evil.example/", "https://evil.example/", "/\\evil.example", "/%09/evil.example"]) {
    await stranger.goto(office.url + "/login?next=" + encodeURIComponent(next));
    const kept = await stranger.locator("[name=next]").count() ? await stranger.locator("[name=next]").inputValue() : "/";
    ok(!/evil\.example/.test(new URL(kept, office.url).host), `${next} leads away`);
  }
});

await run();
