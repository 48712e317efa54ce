#!/usr/bin/env node
/* 010-first-start.mjs: an empty office: unit, first account, recovery sheet, with and without scripts.
 * SPDX-License-Identifier: Apache-2.0 */
import path from "node:path";
import { command, folder, focusShows, is, like, ok, pathname, press, quiet, run, serve, shot, sound, test, text, visitor } from "./lib.mjs";

const longName = "Hội Chữ thập đỏ Việt Nam tỉnh Nguyễn Thượng Hiền Khương Nghĩa Trường Phước";
const secret = "mười hai con giáp đi chợ";

async function fillStart(page, { unit = "HG", pass = secret, name = "tung" } = {}) {
  await page.locator("[name=unit_name]").fill(longName);
  await page.locator("[name=unit]").fill(unit);
  await page.locator("[name=display]").fill("Nguyễn Thị Tùng");
  await page.locator("[name=name]").fill(name);
  await page.locator("[name=password]").fill(pass);
  await press(page, "main button.primary");
}

async function askedGroups(page) {
  const labels = await page.locator("main label").allInnerTexts();
  return labels.map((label) => Number(label.match(/\d+/)[0]));
}

for (const scripts of [true, false]) {
  const how = scripts ? "" : " without scripts";
  let office, page;

  test(`an empty office leads to its beginning${how}`, async () => {
    office = await serve(path.join(folder(), "so.ketnghia"));
    page = await visitor({ scripts });
    await page.goto(office.url + "/");
    is(pathname(page), "/start", "where an empty office leads");
    await sound(page);
    if (scripts) {
      await shot(page, "start-1280-vi");
      await page.locator("[name=unit_name]").focus();
      ok(await focusShows(page), "the focus shows");
    }
  });

  test(`too short a password is refused and nothing typed is lost${how}`, async () => {
    await fillStart(page, { pass: "ngắn" });
    is(pathname(page), "/start", "still there");
    like(await text(page, "#password-wrong"), /12/, "says at the field how long a password must be");
    like(await text(page, ".summary"), /12/, "and on top");
    is(await page.locator("#password").getAttribute("aria-invalid"), "true", "the field is marked");
    is(await page.locator("[name=unit_name]").inputValue(), longName, "the name is kept");
    is(await page.locator("[name=display]").inputValue(), "Nguyễn Thị Tùng", "the person's name is kept");
    is(await page.locator("[name=password]").inputValue(), "", "a password is never sent back");
    await sound(page);
    if (scripts) await shot(page, "start-wrong-1280-vi");
  });

  test(`what would stop the first account is refused before there is a book${how}`, async () => {
    await fillStart(page, { name: "Tùng" });
    ok(await page.locator("#name-wrong").isVisible(), "says at the field what a login name is");
    await fillStart(page, { pass: longName });
    ok(await page.locator("#password-wrong").isVisible(), "the unit's name is no password");
    await fillStart(page, { pass: "123456789012" });
    ok(await page.locator("#password-wrong").isVisible(), "nor is a row of digits");
    await page.goto(office.url + "/");
    is(pathname(page), "/start", "the office is still empty");
  });

  test(`a code that is none is refused and makes nothing${how}`, async () => {
    await fillStart(page, { unit: "h g!" });
    is(pathname(page), "/start", "still there");
    ok(await page.locator("main .wrong, main .summary").count() > 0, "says what is wrong");
    is(await page.locator("[name=unit]").inputValue(), "h g!", "the code is kept");
    await page.goto(office.url + "/");
    is(pathname(page), "/start", "the office is still empty");
  });

  let words;
  test(`the right answers show the recovery sheet once${how}`, async () => {
    await fillStart(page);
    is(pathname(page), "/u/HG/recovery", "the sheet");
    words = (await page.locator(".secret li").allInnerTexts()).map((word) => word.trim());
    ok(words.length >= 6, `groups on the sheet: ${words.length}`);
    await sound(page);
    if (!scripts) return;
    await shot(page, "recovery-1280-vi");
    await page.emulateMedia({ media: "print" });
    await shot(page, "recovery-print");
    ok(await page.locator(".secret").isVisible(), "the groups are on the paper");
    ok(await page.locator("main form").isHidden(), "the questions are not");
    await page.emulateMedia({ media: "screen" });
    await page.setViewportSize({ width: 320, height: 700 });
    await sound(page, "recovery at 320");
    await shot(page, "recovery-320-vi");
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test(`wrong groups are refused, the right ones end it${how}`, async () => {
    const asked = await askedGroups(page);
    is(new Set(asked).size, 3, "three different groups are asked back");
    for (let i = 0; i < 3; i++) await page.locator(`[name=group${i + 1}]`).fill("SAI");
    await press(page, page.locator("main form button.primary").last());
    is(pathname(page), "/u/HG/recovery", "asked again");
    ok(await page.locator(".notice.wrong").count() > 0, "says that they are wrong");
    const again = await askedGroups(page);
    for (let i = 0; i < 3; i++) await page.locator(`[name=group${i + 1}]`).fill(words[again[i] - 1].toLowerCase());
    await press(page, page.locator("main form button.primary").last());
    is(pathname(page), "/u/HG", "the book is ready");
    await page.goto(office.url + "/u/HG/recovery");
    ok(!(await page.content()).includes(words[0]), "the sheet is not shown again");
    quiet(page);
  });

  test(`the beginning cannot be had twice${how}`, async () => {
    const other = await visitor({ scripts });
    const answer = await other.goto(office.url + "/start");
    is(answer.status(), 409, "an office that has begun");
    await sound(other);
  });

  test(`the book that was begun is sound${how}`, async () => {
    await page.context().close();
    is(await office.stop(), 0, "the server closes well");
    like(command(office.file, "verify"), /HG|đúng|nguyên/i, "verify");
  });
}

await run();
