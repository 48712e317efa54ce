#!/usr/bin/env node
/* 082-first-contact.mjs: two new offices meet with nothing but a browser each: cards, six words, a covenant proposed
 * and accepted, and the first thing that one learns of the other.
 * SPDX-License-Identifier: Apache-2.0 */
import fs from "node:fs";
import path from "node:path";
import { command, download, folder, is, like, ok, pathname, press, quiet, run, serve, settle, shot, sound, test, text, visitor } from "./lib.mjs";

const units = {
  KG: { name: "Hội Chữ thập đỏ tỉnh Kiên Giang", chair: "Nguyễn Thị Bích Trường Thượng Khương", login: "bich" },
  HG: { name: "Hội Chữ thập đỏ tỉnh Hậu Giang", chair: "Trần Văn Tùng", login: "tung" },
};
const today = new Date(Date.now() + 7 * 3600 * 1000); /* in Viet Nam */
const year = today.getUTCFullYear();
const day = `${today.getUTCDate()}/${today.getUTCMonth() + 1}/${year}`;
const secret = "mười hai con giáp đi chợ";

/* The first start of one office: unit, account, recovery sheet. */
async function begin(code) {
  const unit = units[code];
  unit.office = await serve(path.join(folder(), "so.ketnghia"));
  const page = unit.page = await visitor();
  await page.goto(unit.office.url + "/");
  await page.locator("[name=unit_name]").fill(unit.name);
  await page.locator("[name=unit]").fill(code);
  await page.locator("[name=display]").fill(unit.chair);
  await page.locator("[name=name]").fill(unit.login);
  await page.locator("[name=password]").fill(secret);
  await press(page, "main button.primary");
  const words = (await page.locator(".secret li").allInnerTexts()).map((word) => word.trim());
  const asked = (await page.locator("main label").allInnerTexts()).map((label) => Number(label.match(/\d+/)[0]));
  for (let i = 0; i < 3; i++) await page.locator(`[name=group${i + 1}]`).fill(words[asked[i] - 1]);
  await press(page, page.locator("main form button.primary").last());
  is(pathname(page), `/u/${code}`, "the book is ready");
}

async function open(code, address) {
  await units[code].page.goto(`${units[code].office.url}/u/${code}/${address}`);
  return units[code].page;
}

/* One file from one office to the other, by the two pages. */
async function carry(from, to) {
  const page = await open(from, `send/${to}`);
  await sound(page);
  const file = await download(page, "main form button.primary");
  const bundle = path.join(folder(), file.name);
  fs.writeFileSync(bundle, file.bytes);
  const receiver = await open(to, "receive");
  await receiver.locator("input[type=file]").setInputFiles(bundle);
  await press(receiver, "main form button.primary");
  await settle(receiver);
  ok(await receiver.locator("main .notice.done").count() > 0, `${to} takes what ${from} sends: ${await text(receiver)}`);
  await sound(receiver);
  return receiver;
}

test("two offices begin", async () => {
  await begin("KG");
  await begin("HG");
});

test("each adds the other's card", async () => {
  for (const [code, other] of [["KG", "HG"], ["HG", "KG"]]) {
    const theirs = await open(other, "twins");
    const card = await download(theirs, `main a[href="/u/${other}/card"]`);
    const file = path.join(folder(), card.name);
    fs.writeFileSync(file, card.bytes);
    const page = await open(code, "twins");
    like(await text(page), /Chưa có đối tác|thẻ/i, "an empty page says how to begin");
    await sound(page);
    await press(page, page.locator(`main a[href="/u/${code}/partners"]`).last());
    await page.locator("input[type=file]").setInputFiles(file);
    await press(page, "main form button.primary");
    is(pathname(page), `/u/${code}/partners/${other}`, "the partner's page");
    like(await text(page), /Chưa đối chiếu sáu từ/, "the words are not compared yet");
    await sound(page);
  }
  await shot(units.KG.page, "compare-1280-vi");
  await units.KG.page.setViewportSize({ width: 320, height: 700 });
  await sound(units.KG.page, "comparing at 320");
  await shot(units.KG.page, "compare-320-vi");
  await units.KG.page.setViewportSize({ width: 1280, height: 900 });
});

test("what leaves before any covenant is next to nothing, and the page says so", async () => {
  command(units.KG.office.file, "add", "activity", `held=${day}`, "title=Trước khi có giao ước", "field=1", "state=delivered", "value=5 triệu");
  const page = await open("KG", "send/HG");
  ok(!/Trước khi có giao ước/.test(await text(page)), "no words of records");
  await sound(page);
});

test("six words heard by telephone are compared; wrong ones are refused", async () => {
  for (const [code, other] of [["KG", "HG"], ["HG", "KG"]]) {
    const theirs = await open(other, "twins");
    const heard = await text(theirs, "main .words");
    const page = await open(code, `partners/${other}`);
    await page.locator("[name=words]").fill("một hai ba bốn năm sáu");
    await press(page, page.locator("main form").filter({ has: page.locator("[name=words]") }).locator("button"));
    ok(await page.locator("main .wrong").count() > 0, "other words are refused");
    is(await page.locator("[name=words]").inputValue(), "một hai ba bốn năm sáu", "what was typed stands");
    await sound(page);
    await page.locator("[name=words]").fill(heard);
    await press(page, page.locator("main form").filter({ has: page.locator("[name=words]") }).locator("button"));
    like(await text(page), /Đã đối chiếu sáu từ/, "the card is theirs");
    await sound(page);
  }
  await shot(units.KG.page, "compared-1280-vi");
});

test("a covenant is proposed, travels, and is agreed to", async () => {
  const page = await open("KG", "agreements");
  await sound(page);
  await press(page, 'main a[href$="/agreements/new/covenant"]');
  await page.locator("[name=sort]").selectOption({ label: "kết nghĩa" });
  await page.locator("[name=title]").fill("Giao ước kết nghĩa Kiên Giang và Hậu Giang");
  await page.locator("[name='party.HG']").check();
  for (const [name, value] of [["starts", `1/1/${year}`], ["ends", `31/12/${year}`]])
    await page.locator(`[name=${name}]`).fill(value);
  await sound(page);
  await shot(page, "covenant-new-1280-vi");
  await press(page, "main form button.primary");
  ok(await page.locator("main .summary, main .wrong").count() === 0, `accepted by the form: ${await text(page)}`);
  await carry("KG", "HG");
  const twin = await open("HG", "twins");
  like(await text(twin), /Chờ .*trả lời[\s\S]*Giao ước kết nghĩa Kiên Giang và Hậu Giang/, "it waits for an answer");
  await press(twin, 'main .waits a[href*="/agreements/"]');
  await sound(twin);
  await shot(twin, "covenant-waits-1280-vi");
  await press(twin, twin.locator("main form").filter({ has: twin.locator("[name=answer][value=agree]") }).locator("button"));
  await carry("HG", "KG");
  const agreed = await open("KG", "agreements");
  like(await text(agreed), /Giao ước kết nghĩa Kiên Giang và Hậu Giang[\s\S]*Đang có hiệu lực/, "both have agreed");
  await sound(agreed);
});

test("what the covenant opens arrives, and the figure is the same on both sides", async () => {
  command(units.KG.office.file, "add", "activity", `held=${day}`, "title=Trao quà sau giao ước", "field=1", "state=delivered", "value=71,2 triệu");
  await carry("KG", "HG");
  const twin = await open("HG", "records/activity?of=KG");
  like(await text(twin), /Trao quà sau giao ước/, "the record");
  like(await text(twin), /71,2 triệu/, "its figure");
  await sound(twin);
  await carry("HG", "KG");
  const page = await open("KG", "partners/HG");
  like(await text(page), /Họ giữ đủ sổ của mình và đã đối chiếu/, "what they hold of ours");
  await sound(page);
  await shot(page, "partner-1280-vi");
});

test("both offices end sound", async () => {
  for (const unit of Object.values(units)) {
    quiet(unit.page);
    is(await unit.office.stop(), 0, "the server closes well");
    command(unit.office.file, "verify");
  }
});

await run();
