#!/usr/bin/env node
/* 087-closing.mjs: the chair closes a unit's book, every page of it says so, and in another office who goes on says it.
 * SPDX-License-Identifier: Apache-2.0 */
import path from "node:path";
import { command, demo, enter, folder, is, like, looked, ok, press, run, serve, sound, test, text, visitor } from "./lib.mjs";

const both = demo();
const older = path.join(both, "haugiang.ketnghia");
const heir = path.join(folder(), "cantho.ketnghia");
command(heir, "init", "--unit", "CT", "--name", "Hội Chữ thập đỏ thành phố Cần Thơ", "--kind", "chapter");
command(heir, "--unit", "CT", "people", "add", "chanh", "--name", "Trần Văn Chánh", "--role", "chair,administrator,recorder");
function card(from, unit, to) {
  const file = path.join(folder(), `${unit}.the`);
  command(from, "--unit", unit, "partner", "card", "-o", file);
  command(to, "partner", "add", file);
}
card(older, "HG", heir);
card(older, "HG-CD", heir);
card(heir, "CT", older);
card(path.join(both, "kiengiang.ketnghia"), "KG", heir);
command(older, "demo", "day", "2025-07-02");
const ours = await serve(older);
const page = await visitor();

test("what is still open is said before a book is closed", async () => {
  await enter(page, ours);
  await page.goto(`${ours.url}/u/HG-CD/close`);
  like(await text(page), /Đang hiệu lực: .Giao ước kết nghĩa/, "the covenant");
  like(await text(page), /Chưa làm xong: /, "what was agreed to be done");
  await looked(page, "close");
});

test("nothing is closed without the code, and nothing typed is lost", async () => {
  await page.goto(`${ours.url}/u/HG/system`);
  await press(page, 'main a[href$="/close"]');
  await page.locator("[name=date]").fill("1/7/2025");
  await page.locator("[name=document]").fill("Nghị quyết 202/2025/QH15");
  await page.locator("[name='heir.CT']").check();
  await page.locator("[name=confirm]").fill("KG");
  await press(page, "main form button.grave");
  like(await text(page), /chưa gõ đúng mã/, "a sentence");
  is(await page.locator("[name=document]").inputValue(), "Nghị quyết 202/2025/QH15", "what was typed stands");
  ok(await page.locator("[name='heir.CT']").isChecked(), "so does what was ticked");
  page.complaints.length = 0; /* Chromium notes the refused form */
});

test("the chair closes the book", async () => {
  await page.locator("[name=confirm]").fill("HG");
  await press(page, "main form button.grave");
  like(await text(page), /Sổ đã khoá/, "it is said");
  like(await text(page, ".archive"), /Được Hội Chữ thập đỏ thành phố Cần Thơ \(CT\) kế thừa từ ngày 1\/7\/2025/, "who goes on");
  await looked(page, "closed");
});

test("a closed book is read as before and offers nothing to write", async () => {
  await page.goto(`${ours.url}/u/HG`);
  like(await text(page, ".archive"), /đã khoá/, "the overview says so");
  is(await page.locator("main a[data-new]").count(), 0, "nothing to add");
  await looked(page, "closed-home");
  await page.goto(`${ours.url}/u/HG/records/activity`);
  ok(await page.locator("main tbody tr").count() > 0, "the list stands");
  await press(page, "main tbody a");
  is(await page.locator('main a[href*="/edit"]').count(), 0, "nothing to correct");
  await sound(page);
  await page.goto(`${ours.url}/u/HG/agreements`);
  like(await text(page), /Một bên đã khoá sổ/, "the covenant's state");
  await sound(page);
});

test("a form that was open is answered with one sentence", async () => {
  await page.goto(`${ours.url}/u/HG/new/activity`);
  await page.locator("[name=title]").fill("Muộn");
  await page.locator("[name=held]").fill("2/7/2025");
  await press(page, "main form button.primary");
  like(await text(page), /Sổ của HG đã khoá từ ngày 1\/7\/2025/, "why not");
  page.complaints.length = 0;
});

test("who goes on says it", async () => {
  const bundle = path.join(folder(), "HG-CT.ketnghia");
  command(older, "--unit", "HG", "send", "--to", "CT", "-o", bundle);
  command(heir, "--unit", "CT", "receive", bundle);
  const theirs = await serve(heir);
  const other = await visitor();
  const link = command(heir, "people", "link", "chanh").match(/http:\S+/)[0];
  await enter(other, { ...theirs, link });
  await other.goto(`${theirs.url}/u/CT/partners/HG`);
  like(await text(other), /Được Hội Chữ thập đỏ thành phố Cần Thơ/, "the partner's page tells of the closing");
  await looked(other, "partner-closed");
  await other.goto(`${theirs.url}/u/CT/system`);
  await press(other, 'main a[href$="/succeed"]');
  await looked(other, "succeed");
  is(await other.locator("main details").count(), 0, "a unit of another name is not offered as an earlier volume");
  await press(other, "main form button >> text=Kế thừa đơn vị này");
  like(await text(other), /cả hai sổ cùng ghi nhận/, "both books say so");
  await looked(other, "succeeded");
});

await run();
