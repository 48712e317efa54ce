#!/usr/bin/env node
/* 087-lost.mjs: a machine is lost: the twin gives back what it keeps, an empty office takes it with the recovery sheet,
 * checked while it is typed; with and without scripts.
 * SPDX-License-Identifier: Apache-2.0 */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { command, download, enter, folder, is, like, ok, pathname, press, run, serve, shot, sound, test, text, visitor } from "./lib.mjs";

const place = folder();
const file = (name) => path.join(place, name);
const ours = file("kg.ketnghia"), theirs = file("hg.ketnghia");
const a = (...words) => command(ours, ...words);
const b = (...words) => command(theirs, ...words);
const begun = JSON.parse(a("init", "--unit", "KG", "--name", "Hội Chữ thập đỏ tỉnh Kiên Giang", "--kind", "chapter", "--format", "json"));
const union = JSON.parse(a("init", "--unit", "KG-CD", "--name", "Công đoàn cơ sở Hội Kiên Giang", "--kind", "union", "--parent", "KG", "--format", "json"));
b("init", "--unit", "HG", "--name", "Hội Chữ thập đỏ tỉnh Hậu Giang", "--kind", "chapter");
b("people", "add", "hoa", "--name", "Trần Thị Hoa", "--role", "chair,administrator");
for (const unit of ["KG", "KG-CD"]) {
  a("--unit", unit, "partner", "card", "-o", file(unit + ".the"));
  b("partner", "add", file(unit + ".the"));
}
b("partner", "card", "-o", file("HG.the"));
a("partner", "add", file("HG.the"));
const round = () => {
  a("--unit", "KG", "send", "--to", "HG", "-o", file("gui"));
  b("receive", file("gui"));
  b("send", "--to", "KG", "-o", file("tra"));
  a("receive", file("tra"));
};
fs.writeFileSync(file("giao-uoc.txt"), "title=Giao ước\nparties=KG\nparties=KG-CD\nparties=HG\nsort=twinning\nstarts=2020-01-01\nopened=activity.held\nopened=activity.title\n");
round();
const covenant = JSON.parse(a("--unit", "KG", "covenant", "propose", file("giao-uoc.txt"), "--format", "json")).id;
a("--unit", "KG-CD", "covenant", "accept", covenant);
round();
b("covenant", "accept", covenant);
b("send", "--to", "KG", "-o", file("tra"));
a("receive", file("tra"));
a("--unit", "KG", "add", "activity", "held=5/5/2020", "title=Tặng quà", "place=NơiKín", "field=1", "state=delivered", "value=1 triệu");
a("--unit", "KG", "add", "receipt", "donor=Bà Mười", "amount=5 triệu", "received=6/5/2020", "way=cash");
a("--unit", "KG-CD", "add", "member", "name=Nguyễn Thị Kín", "joined=1/1/2019");
round();
for (const name of fs.readdirSync(place)) if (name.startsWith("kg.ketnghia")) fs.rmSync(file(name));

const twin = await serve(theirs);
const officer = await visitor();
let back;

test("the twin's page says what it keeps, and gives it back", async () => {
  await enter(officer, twin);
  await officer.goto(twin.url + "/u/HG/partners/KG");
  like(await text(officer), /Ta giữ hộ 2 cuốn sổ của họ/, "how many books, how large, since when");
  like(await text(officer), /không mở được/, "and that it cannot be opened");
  await sound(officer);
  await officer.locator("main details summary").first().click();
  await shot(officer, "kept-1280-vi");
  await officer.setViewportSize({ width: 320, height: 700 });
  await sound(officer, "partner at 320");
  await shot(officer, "kept-320-vi");
  await officer.setViewportSize({ width: 1280, height: 900 });
  const made = await download(officer, officer.locator("main details form button").first());
  back = file(made.name);
  fs.writeFileSync(back, made.bytes);
  ok(!made.bytes.includes("Nguyễn Thị Kín"), "nothing of it can be read");
});

async function fill(page, sheet, { more = "" } = {}) {
  await page.locator("input[type=file]").setInputFiles(back);
  const groups = sheet.split("-");
  for (let i = 0; i < groups.length; i++) await page.locator(`[name=group${i + 1}]`).fill(groups[i]);
  await page.locator("[name=more]").fill(more);
  await page.locator("[name=display]").fill("Nguyễn Thị Tùng");
  await page.locator("[name=name]").fill("tung");
  await page.locator("[name=password]").fill("mười hai con giáp đi chợ");
}

/* The sheet with its first letter changed so that its check tells: four bits let one change of sixteen through. */
function mistyped(sheet) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const fits = (typed) => {
    const bits = [...typed.replace(/-/g, "")].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
    const bytes = Buffer.from(bits.match(/.{8}/g).map((octet) => parseInt(octet, 2)));
    return parseInt(bits.slice(256), 2) === createHash("sha256").update(bytes.subarray(0, 32)).digest()[0] >> 4;
  };
  ok(fits(sheet), "the sheet itself fits its check");
  return [...letters].map((letter) => letter + sheet.slice(1)).find((typed) => !fits(typed));
}

for (const scripts of [true, false]) {
  const how = scripts ? "" : " without scripts";
  let office, page;

  test(`the first page leads to what to do after a loss${how}`, async () => {
    office = await serve(file(scripts ? "moi.ketnghia" : "moi-2.ketnghia"));
    page = await visitor({ scripts });
    await page.goto(office.url + "/");
    await press(page, 'main a[href^="/start/back"]');
    like(await text(page), /tờ khôi phục/i, "what is needed");
    await sound(page);
    if (!scripts) return;
    await shot(page, "start-back-1280-vi");
    await page.setViewportSize({ width: 320, height: 700 });
    await sound(page, "at 320");
    await shot(page, "start-back-320-vi");
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  if (scripts)
    test("the groups are checked as they are typed", async () => {
      await page.locator("[name=group1]").fill("AB!9");
      is(await page.locator("[name=group1]").getAttribute("aria-invalid"), "true", "what no sheet has is marked");
      await fill(page, mistyped(begun.recovery));
      await page.waitForFunction(() => document.querySelector("fieldset output").textContent.includes("không khớp"));
      await page.locator("[name=group1]").fill(begun.recovery.toLowerCase());
      await page.waitForFunction(() => document.querySelector("fieldset output").textContent.includes("đã khớp"));
      is(await page.locator("[name=group13]").inputValue(), begun.recovery.toLowerCase().split("-")[12].toUpperCase(), "a sheet that is pasted spreads");
      await shot(page, "start-back-typed-1280-vi");
    });

  test(`a mistyped sheet is refused, and nothing is made${how}`, async () => {
    await fill(page, mistyped(begun.recovery));
    await press(page, "main form button.primary");
    is(pathname(page), "/start/back", "still there");
    like(await text(page), /gõ sai/, "says what is wrong");
    is(await page.locator("[name=display]").inputValue(), "Nguyễn Thị Tùng", "what was typed is kept");
    await page.goto(office.url + "/");
    is(pathname(page), "/start", "the office is still empty");
    await page.goto(office.url + "/start/back");
  });

  test(`with both sheets everything comes back${how}`, async () => {
    await fill(page, begun.recovery, { more: union.recovery });
    await press(page, "main form button.primary");
    like(await text(page), /mục ghi đã trở lại/, "says how much");
    like(await text(page), /0001\/2020/, "and the last receipt");
    ok(await page.locator("main td.words").count() >= 3, "six words to compare");
    await sound(page);
    if (scripts) {
      await shot(page, "back-1280-vi");
      await page.setViewportSize({ width: 320, height: 700 });
      await sound(page, "result at 320");
      await shot(page, "back-320-vi");
      await page.setViewportSize({ width: 1280, height: 900 });
    }
    await press(page, "main a.button.primary");
    is(pathname(page), "/u/KG", "the person is logged in");
    await page.goto(office.url + "/u/KG/records/activity");
    like(await text(page), /Tặng quà/, "the records are here");
    await page.goto(office.url + "/u/KG/new/receipt");
    await sound(page);
    is(await office.stop(), 0, "the server closes well");
    like(command(office.file, "verify"), /HG|đúng|nguyên/i, "verify");
  });
}

test("while another partner may hold more, nothing is signed, until that is settled", async () => {
  command(file("ct.ketnghia"), "init", "--unit", "CT", "--name", "Hội Chữ thập đỏ thành phố Cần Thơ", "--kind", "chapter");
  command(file("ct.ketnghia"), "partner", "card", "-o", file("CT.the"));
  const third = file("ba.ketnghia"), again = file("ba-moi.ketnghia");
  fs.copyFileSync(file("moi.ketnghia"), third);
  fs.copyFileSync(file("moi.ketnghia.head"), third + ".head");
  command(third, "partner", "add", file("CT.the"));
  for (const turn of [1, 2]) {
    command(third, "--unit", "KG", "send", "--to", "HG", "-o", file("gui"));
    command(theirs, "receive", file("gui"));
    command(theirs, "send", "--to", "KG", "-o", file("tra"));
    if (turn === 1) command(third, "receive", file("tra"));
  }
  command(theirs, "send", "--to", "KG", "--back", "-o", file("tra-lai"));
  back = file("tra-lai");
  const office = await serve(again);
  const page = await visitor();
  await page.goto(office.url + "/start/back");
  await fill(page, begun.recovery, { more: union.recovery });
  await press(page, "main form button.primary");
  like(await text(page), /CT có thể còn giữ/, "names whom to ask");
  await press(page, "main a.button.primary");
  like(await text(page), /mục ghi mới hơn/, "the first page says it too");
  await press(page, 'main a[href="/u/KG/recover"]');
  await sound(page);
  await page.locator("main details summary").first().click();
  await shot(page, "unsure-1280-vi");
  await page.setViewportSize({ width: 320, height: 700 });
  await sound(page, "unsure at 320");
  await page.setViewportSize({ width: 1280, height: 900 });
  await press(page, page.locator('main details form button'));
  is(pathname(page), "/u/KG", "after the officer said that nobody has more");
  is(await page.locator('main a[href="/u/KG/recover"]').count(), 0, "the first page is quiet");
});

await run();
