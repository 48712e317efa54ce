#!/usr/bin/env node
/* 065-careful.mjs: personal values behind a press that is written down; forms by the keyboard alone; whatever may be typed
 * into a form; and the rules of axe-core over the pages.
 * SPDX-License-Identifier: Apache-2.0 */
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { command, demo, enter, is, judge, like, ok, pathname, press, quiet, run, serve, shot, sound, tabTo, test, text, visitor } from "./lib.mjs";

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const office = await serve(path.join(demo(), "haugiang.ketnghia"));
const add = (unit, kind, ...words) => JSON.parse(command(office.file, "--unit", unit, "add", kind, ...words, "--format", "json")).id;
const page = await visitor({ bypassCSP: true });
const save = "main form button.primary:not(.unseen)";
const circumstances = "Nhà lá dột nát, chồng mất sớm";
let household, others;

/* An account of its own, with the roles named. */
async function account(name, display, roles) {
  command(office.file, "people", "add", name, "--name", display, "--unit", "HG", "--role", roles);
  const link = command(office.file, "people", "link", name).match(/https?:\S+/)[0];
  const visit = await visitor();
  await enter(visit, { link });
  return visit;
}
const open = (visit, id) => press(visit, visit.locator(`main form[action="/u/HG/record/${id}/open"] button`));

test("the personal values of a household are closed until they are asked for", async () => {
  household = add("HG", "address", "sort=household", "commune=Vị Thuỷ", "name=Trần Thị Bưởi", "born=1950", "phone=0900 123 456", `circumstances=${circumstances}`, "state=approved", "surveyed=1/8/2020");
  others = Array.from({ length: 4 }, (_, i) => add("HG", "address", "sort=household", "commune=Vị Thanh", `name=Hộ số ${i}`, "born=1961", `phone=091000000${i}`, "state=approved", "surveyed=1/8/2020"));
  add("HG", "rate", "table=reads_per_day", "from=1/1/2020", "number=3");
  await enter(page, office);
  for (const address of [`/u/HG/record/${household}`, "/u/HG/records/address", "/u/HG/search?q=Bưởi"]) {
    await page.goto(office.url + address);
    const shown = await page.content();
    ok(!shown.includes(circumstances) && !shown.includes("0900 123 456"), `${address} shows no personal value`);
    like(shown, /Trần Thị Bưởi/, `${address} says whose it is`);
  }
  await page.goto(office.url + `/u/HG/record/${household}/edit`);
  is(pathname(page), `/u/HG/record/${household}`, "they are not corrected unseen");
  await sound(page);
});

test("a press shows them, and the log says who pressed", async () => {
  const clerk = await account("thuky", "Lê Thị Thư Ký", "recorder");
  await clerk.goto(office.url + `/u/HG/record/${household}`);
  await open(clerk, household);
  is(pathname(clerk), `/u/HG/record/${household}`, "the same record");
  like(await text(clerk), new RegExp(circumstances), "with its values");
  like(await text(clerk), /0900 123 456/, "all of them");
  await sound(clerk);
  await shot(clerk, "opened-1280-vi");
  await page.goto(office.url + `/u/HG/record/${household}`);
  ok(!(await page.content()).includes(circumstances), "for who pressed alone");
  await page.goto(office.url + "/u/HG/reads");
  const row = await page.locator("main tbody tr").first().innerText();
  like(row.normalize("NFC"), /Lê Thị Thư Ký[\s\S]*Địa chỉ nhân đạo[\s\S]*Điện thoại/, "who, which record, which values");
  ok(row.includes(household), "by its number");
  ok(!row.includes("0900"), "but not the values themselves");
  await sound(page);

  await clerk.goto(office.url + `/u/HG/record/${others[0]}`);
  await open(clerk, others[0]);
  await clerk.goto(office.url + `/u/HG/record/${others[1]}`);
  await open(clerk, others[1]);
  like(await text(clerk), /0910000001/, "as many as a day allows");
  await clerk.goto(office.url + `/u/HG/record/${others[2]}`);
  await open(clerk, others[2]);
  ok(!(await text(clerk)).includes("0910000002"), "one more is refused");
  like(await text(clerk, ".notice.wrong"), /3 .*trong ngày|hôm nay/i, "in words");
  is(await clerk.locator("[name=reason]").count(), 0, "and no reason helps a clerk");
  await sound(clerk);
  await shot(clerk, "opened-limit-1280-vi");
  await clerk.goto(office.url + `/u/HG/record/${household}`);
  like(await text(clerk), new RegExp(circumstances), "what was opened a moment ago stays open");
});

test("those who answer for the office see that the day's number is used up", async () => {
  await page.goto(office.url + "/u/HG");
  like(await text(page, "#waits + ul"), /Lê Thị Thư Ký[^\n]*3 lần/, "on the home page");
  await press(page, page.locator("#waits + ul a").filter({ hasText: "Lê Thị Thư Ký" }));
  is(pathname(page), "/u/HG/reads", "which leads to the log");
});

test("the chair goes on with a reason, which stays in the log", async () => {
  for (const id of others.slice(0, 3)) {
    await page.goto(office.url + `/u/HG/record/${id}`);
    await open(page, id);
  }
  await page.goto(office.url + `/u/HG/record/${others[3]}`);
  await open(page, others[3]);
  ok(!(await text(page)).includes("0910000003"), "asked for a reason first");
  await tabTo(page, "[name=reason]");
  await page.keyboard.type("Đoàn kiểm tra của tỉnh");
  await press(page, page.locator(":focus"));
  like(await text(page), /0910000003/, "then open");
  await page.goto(office.url + "/u/HG/reads");
  like(await page.locator("main tbody tr").first().innerText(), /Đoàn kiểm tra của tỉnh/, "the reason is kept");
  quiet(page);
});

test("a plain reader has no button, and nothing to press for", async () => {
  const reader = await account("docgia", "Người Xem", "reader");
  await reader.goto(office.url + "/u/HG");
  const csrf = await reader.locator("[name=csrf]").first().inputValue();
  const answer = await reader.context().request.post(office.url + `/u/HG/record/${household}/open`, { form: { csrf }, headers: { origin: office.url } });
  ok(!(await answer.text()).includes(circumstances), "nothing is opened");
  ok(answer.status() >= 400, `refused: ${answer.status()}`);
});

test("a new record begins in its first field, goes on in order and is written by Enter", async () => {
  await page.goto(office.url + "/u/HG/new/activity");
  is(await page.evaluate(() => document.activeElement.name), "held", "the first field has the focus");
  const order = await page.evaluate(() => {
    const inputs = [...document.querySelectorAll("main form :is(input, select, textarea):not([type=hidden])")];
    return { names: inputs.map((input) => input.name), tabs: inputs.filter((input) => input.tabIndex > 0).length };
  });
  is(order.tabs, 0, "no order of its own");
  for (const name of order.names.slice(1, 8)) {
    await page.keyboard.press("Tab");
    is(await page.evaluate(() => document.activeElement.name), name, "the next field is the next one seen");
  }
  await page.goto(office.url + "/u/HG/new/activity");
  await page.keyboard.type("12/8/2020");
  await tabTo(page, "[name=title]");
  await page.keyboard.type("Phát gạo bằng bàn phím");
  await press(page, page.locator(":focus"));
  is(pathname(page), "/u/HG/new/activity", "what is missing is said first");
  is(await page.evaluate(() => document.activeElement.id), "summary", "and has the focus");
  await tabTo(page, ".summary a");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash === "#field-field");
  is(await page.evaluate(() => document.activeElement.id), "field-field", "each line leads to its field");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, "[name=state]");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, "[name=value]");
  await page.keyboard.type("3 triệu");
  await press(page, page.locator(":focus"));
  like(pathname(page), /^\/u\/HG\/record\/HG-\d+$/, "Enter in a field writes it");
});

test("a list is filtered and a report asked for by the keyboard", async () => {
  await page.goto(office.url + "/u/HG/records/activity");
  await tabTo(page, "#f-search");
  await page.keyboard.type("phat gao bang ban phim");
  await press(page, page.locator(":focus"));
  is(await page.locator("main tbody tr").count(), 1, "the one that was meant");
  await tabTo(page, "main tbody th a");
  await press(page, page.locator(":focus"));
  like(await text(page, "h1"), /bàn phím/, "its record");
  await page.goto(office.url + "/u/HG/reports/period");
  await tabTo(page, "main details summary");
  await page.keyboard.press("Enter");
  await tabTo(page, "main [name=period]");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("quý 3 năm 2020");
  await press(page, page.locator(":focus"));
  like(await text(page, ".doc"), /quý 3 năm 2020|quý III/i, "the report of that quarter");
  await sound(page);
});

/* What is typed, what the field says about it; the rest of the form stays as it was. */
const wrongs = [
  ["held", "31/2/2020"], ["held", "hôm kia"], ["held", "2020-13-01"], ["held", "1/1/10000"],
  ["value", "-5 triệu"], ["value", "99999999999999999999 tỷ"], ["value", "5 triệu 5 tỷ"],
  ["people", "ba mươi người"], ["people", "-1"], ["people", "1e9"], ["people", "99999999999999999999"],
  ["unit_value", "mười nghìn đô"],
];
test("what cannot be is said at the field in one sentence, and nothing typed is lost", async () => {
  for (const [name, typed] of wrongs) {
    await page.goto(office.url + "/u/HG/new/activity");
    await page.locator("[name=held]").fill("12/8/2020");
    await page.locator("[name=title]").fill("Gõ thử 🎗 <b>đậm</b>");
    await page.locator("[name=field]").selectOption("1");
    await page.locator("[name=state]").selectOption("delivered");
    await page.locator("[name=value]").fill("1 triệu");
    await page.locator("[name=description]").fill("Dòng một\nDòng hai");
    await page.locator(`[name=${name}]`).fill(typed);
    await press(page, save);
    is(pathname(page), "/u/HG/new/activity", `${name}=${typed} is not written`);
    const told = (await text(page, `#field-${name}-wrong`)).trim();
    ok(told.length > 10 && told.length < 300 && !told.includes("\n"), `${name}=${typed}: one sentence: ${told}`);
    is(await page.locator(`[name=${name}]`).inputValue(), typed, "it is kept as typed");
    is(await page.locator("[name=title]").inputValue(), "Gõ thử 🎗 <b>đậm</b>", "the title too");
    is(await page.locator("[name=description]").inputValue(), "Dòng một\nDòng hai", "and the description");
    const wrong = await judge(page);
    ok(wrong.length === 0, `${name}=${typed}:\n${wrong.join("\n")}`);
  }
});

test("a text of 100,000 letters, broken letters and records that are not there are refused without loss", async () => {
  await page.goto(office.url + "/u/HG/new/help");
  const csrf = await page.locator("main form [name=csrf]").inputValue();
  const post = async (form, kind = "help") => {
    const body = Object.entries({ csrf, ...form }).map(([name, value]) => `${name}=${/%[0-9A-F]{2}/.test(value) ? value : encodeURIComponent(value)}`).join("&");
    const answer = await page.context().request.post(office.url + `/u/HG/new/${kind}`, { data: body, headers: { origin: office.url, "content-type": "application/x-www-form-urlencoded" }, maxRedirects: 0 });
    return { status: answer.status(), text: (await answer.text()).normalize("NFC") };
  };
  const fields = { held: "12/8/2020", field: "1", cash: "1 triệu", amount: "1 triệu", note: "ghi chú còn nguyên" };
  for (const address of ["HG-999999", "999999", "KG-1", "Không Có Ai", "-1", "HG-1"]) {
    const told = await post({ ...fields, address });
    ok(told.status >= 400 && told.status < 500, `${address}: ${told.status}`);
    like(told.text, /id="field-address-wrong"/, `${address} is told at its field`);
    like(told.text, /ghi chú còn nguyên/, "the note is kept");
  }
  const long = await post({ held: "12/8/2020", title: "Dài", field: "1", state: "delivered", value: "1 triệu", description: "Chữ thập đỏ ".repeat(8400) }, "activity");
  ok(long.status >= 400 && long.status < 500, `too long: ${long.status}`);
  like(long.text, /id="field-description-wrong"/, "told at its field");
  ok(long.text.includes("Chữ thập đỏ ".repeat(8399)), "every letter of it is kept");
  const broken = await post({ held: "12/8/2020", title: "%C3%28%FF", field: "1", state: "delivered", value: "1 triệu" }, "activity");
  ok(broken.status >= 400 && broken.status < 500, `broken letters: ${broken.status}`);
  const emoji = await post({ held: "12/8/2020", title: "Quà 🎁 cho bé", field: "1", state: "delivered", value: "1 triệu" }, "activity");
  is(emoji.status, 303, "a sign of joy is a letter like any other");
});

test("a day to come is written where it may be meant, with a hint", async () => {
  await page.goto(office.url + "/u/HG/new/activity");
  await page.locator("[name=held]").fill("12/8/2031");
  await page.locator("[name=title]").fill("Ngày còn xa");
  await page.locator("[name=field]").selectOption("1");
  await page.locator("[name=state]").selectOption("delivered");
  await page.locator("[name=value]").fill("1 triệu");
  await press(page, save);
  const shown = await text(page);
  like(shown, /2031/, "the day stands there");
  ok(await page.locator(".field-wrong, .field-hint, .notice.hint, .status.hint").count() > 0, "something is said about it");
});

test("the rules of axe-core hold on the pages", async () => {
  const pages = ["/u/HG", "/u/HG/records/activity", "/u/HG/records/activity?page=2", "/u/HG/new/activity", `/u/HG/record/${household}`, "/u/HG/records/address", "/u/HG/calendar", "/u/HG/twins", "/u/HG/reports",
    "/u/HG/reports/joint", "/u/HG/reports/period", "/u/HG/reports/address-list", "/u/HG/requests", "/u/HG/reads", "/u/HG/system", "/u/HG/people", "/u/HG/import/activity", "/u/HG/twice", "/u/HG/bank", "/u/HG/emulation",
    "/u/HG/catalogue", "/u/HG/search?q=qu%C3%A0", "/u/HG/agreements", "/u/HG/agreements/new/covenant", "/u/HG-CD", "/u/HG-CD/fees", "/u/HG-CD/visits", "/u/HG-CD/reports/members", "/account", "/u/HG/records/khong-co"];
  const wrong = [];
  for (const width of [1280, 320])
    for (const address of pages) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(office.url + address);
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      for (const { id, help, nodes } of found.violations) wrong.push(`${width} ${address}: ${id}: ${help}: ${nodes[0].html.slice(0, 120)}`);
    }
  await page.setViewportSize({ width: 1280, height: 900 });
  ok(wrong.length === 0, `${wrong.length}:\n${wrong.slice(0, 20).join("\n")}`);
});

await run();
