#!/usr/bin/env node
/* 080-two-offices.mjs: one office sends, the other receives, both in the browser; search, verifying, backup, people.
 * SPDX-License-Identifier: Apache-2.0 */
import fs from "node:fs";
import path from "node:path";
import { command, demo, download, enter, folder, is, like, ok, password, pathname, press, quiet, run, serve, settle, shot, sound, test, text, totp, visitor } from "./lib.mjs";

const both = demo();
const ours = await serve(path.join(both, "haugiang.ketnghia"));
const theirs = await serve(path.join(both, "kiengiang.ketnghia"));
const page = await visitor();
const twin = await visitor();
const title = "Gói quà gửi trong lần trao đổi tháng tám";
let bundle;

test("what leaves is shown before it leaves, then comes as a file", async () => {
  await enter(page, ours);
  await enter(twin, theirs);
  command(ours.file, "--unit", "HG", "add", "activity", "held=10/8/2020", `title=${title}`, "field=1", "state=delivered", "value=9 triệu",
    "description=Ghi chú chỉ để trong đơn vị");
  await page.goto(ours.url + "/u/HG/twins");
  await sound(page);
  await press(page, 'main a[href="/u/HG/send/KG"]');
  like(await text(page), /Hoạt động/, "the kinds that leave");
  ok(!(await text(page)).includes("Mô tả,"), "the own description is not among what is read");
  await sound(page);
  await shot(page, "send-1280-vi");
  const file = await download(page, "main form button.primary");
  like(file.name, /^HG-den-KG.*\.ketnghia$/, "name of the file");
  bundle = path.join(folder(), file.name);
  fs.writeFileSync(bundle, file.bytes);
});

test("the twin receives it and reads what the covenant opens", async () => {
  await twin.goto(theirs.url + "/u/KG/receive");
  await twin.locator("input[type=file]").setInputFiles(bundle);
  await press(twin, "main form button.primary");
  await settle(twin);
  ok(await twin.locator("main .notice.done").count() > 0, "checked and taken");
  await sound(twin);
  await shot(twin, "received-1280-vi");
  await twin.setViewportSize({ width: 320, height: 700 });
  await sound(twin, "received at 320");
  await shot(twin, "received-320-vi");
  await twin.setViewportSize({ width: 1280, height: 900 });
  await twin.goto(theirs.url + "/u/KG/records/activity?of=HG&search=" + encodeURIComponent("goi qua gui"));
  like(await text(twin), new RegExp(title), "the new activity, found without accents");
  await press(twin, twin.locator("main tr").filter({ hasText: title }).locator("th a"));
  ok(!(await text(twin)).includes("chỉ để trong đơn vị"), "what is not opened is not there");
  is(await twin.locator('main a[href$="/edit"]').count(), 0, "another's record cannot be changed");
  await sound(twin);
  await shot(twin, "mirrored-1280-vi");
});

test("a file with one byte changed is refused with a sentence", async () => {
  const bytes = fs.readFileSync(bundle);
  bytes[bytes.length >> 1] ^= 1;
  const broken = path.join(folder(), "hong.ketnghia");
  fs.writeFileSync(broken, bytes);
  await twin.goto(theirs.url + "/u/KG/receive");
  await twin.locator("input[type=file]").setInputFiles(broken);
  await press(twin, "main form button.primary");
  await settle(twin);
  ok(await twin.locator("main .wrong").count() > 0, "a sentence");
  ok(await twin.locator("main .notice.done").count() === 0, "nothing is taken");
  await sound(twin);
  await shot(twin, "refused-bundle-1280-vi");
  await twin.locator("main a.button").click();
  ok(twin.url().endsWith("/u/KG/receive"), "one press leads back to the form");
});

test("a file for somebody else is refused by its own sender", async () => {
  await page.goto(ours.url + "/u/HG/receive");
  await page.locator("input[type=file]").setInputFiles(bundle);
  await press(page, "main form button.primary");
  await settle(page);
  ok(await page.locator("main .wrong").count() > 0, "a sentence");
  await sound(page);
});

test("the books are searched with and without accents", async () => {
  for (const words of ["Vĩnh Viễn", "vinh vien"]) {
    await page.goto(ours.url + "/u/HG");
    await page.locator("#search").fill(words);
    await press(page, "#search");
    is(pathname(page), "/u/HG/search", "the search");
    ok(await page.locator("main a[href*='/record/']").count() > 0, `${words} finds something`);
    await sound(page);
  }
  await shot(page, "search-1280-vi");
  await page.setViewportSize({ width: 320, height: 700 });
  await sound(page, "search at 320");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(ours.url + "/u/HG/search?q=khongcotunao");
  await sound(page);
  await shot(page, "search-empty-1280-vi");
});

test("the whole book is verified in plain words", async () => {
  await page.goto(ours.url + "/u/HG/verify");
  await press(page, "main form button.primary");
  await settle(page);
  ok(await page.locator("main .notice.done").count() > 0, "sound");
  await sound(page);
  await shot(page, "verified-1280-vi");
});

test("a backup is made, opens, and is remembered on the home page", async () => {
  await page.goto(ours.url + "/u/HG");
  like(await text(page, ".waits"), /sao lưu/i, "a backup waits");
  await page.goto(ours.url + "/u/HG/backup");
  const copy = await download(page, "main form button.primary");
  const file = path.join(folder(), copy.name);
  fs.writeFileSync(file, copy.bytes);
  command(file, "verify", file);
  await page.goto(ours.url + "/u/HG");
  ok(!/sao lưu/i.test(await text(page, ".waits")), "nothing waits any more");
});

test("a second officer is added, gets an address, sets a password", async () => {
  await page.goto(ours.url + "/u/HG/people");
  await page.locator("[name=display]").fill("Trần Thị Bích Nguyễn Hoàng Phước Trường Thượng Đặng Khương Quỳnh");
  await page.locator("[name=name]").fill("bich");
  await press(page, "main form button.primary");
  await sound(page);
  await shot(page, "person-1280-vi");
  /* From the second account on, administering asks for the second step. */
  const person = page.url();
  const makeLink = () => press(page, page.locator("main form").filter({ has: page.locator("[name=do][value=link]") }).locator("button"));
  await makeLink();
  is(pathname(page), "/totp", "the second step is asked for");
  await sound(page);
  await shot(page, "totp-asked-1280-vi");
  const secret = (await text(page, ".mono")).replace(/\s/g, "");
  await page.locator("[name=code]").fill(totp(secret));
  await press(page, "main form button.primary");
  await press(page, "main a.primary");
  await page.locator("#name").fill("vanphong");
  await page.locator("#password").fill(password);
  await page.locator("#code").fill(totp(secret, Date.now() + 30000));
  await press(page, "main form button.primary");
  await page.goto(person);
  await makeLink();
  const link = (await text(page)).match(/https?:\S+\/login\/\S+/)[0];
  await sound(page);
  await shot(page, "person-link-1280-vi");
  const other = await visitor();
  await enter(other, { link });
  is(pathname(other), "/u/HG", "the second officer is in");
  await sound(other);
  const answer = await other.goto(ours.url + "/u/HG/backup");
  is(answer.status(), 403, "a backup is for whoever administers");
});

test("a wrong name of a new officer keeps what was typed", async () => {
  await page.goto(ours.url + "/u/HG/people");
  await page.locator("[name=display]").fill("Lê Văn Ân");
  await page.locator("[name=name]").fill("Ân ơi");
  await press(page, "main form button.primary");
  ok(await page.locator("main .wrong, main .summary").count() > 0, "a sentence");
  is(await page.locator("[name=display]").inputValue(), "Lê Văn Ân", "kept");
  await sound(page);
  quiet(page);
});

test("both offices end sound", async () => {
  is(await ours.stop(), 0, "ours closes well");
  is(await theirs.stop(), 0, "theirs too");
  command(ours.file, "verify");
  command(theirs.file, "verify");
});

await run();
