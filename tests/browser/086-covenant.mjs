#!/usr/bin/env node
/* 086-covenant.mjs: a covenant is changed in one office and agreed to in the other; the next session takes up what the last one left.
 * SPDX-License-Identifier: Apache-2.0 */
import path from "node:path";
import { command, demo, enter, folder, is, like, ok, press, quiet, run, serve, shot, sound, test, text, visitor } from "./lib.mjs";

const both = demo();
const ours = await serve(path.join(both, "haugiang.ketnghia"));
const theirs = await serve(path.join(both, "kiengiang.ketnghia"));
const page = await visitor();
const twin = await visitor();

async function openCovenant(visitor, office, unit, state) {
  await visitor.goto(`${office.url}/u/${unit}/agreements`);
  await press(visitor, visitor.locator("main tbody tr").filter({ hasText: "Giao ước kết nghĩa" }).filter({ hasText: state }).locator("a").first());
}

function carry(from, to, sender, receiver) {
  const bundle = path.join(folder(), `${sender}-${receiver}-${Date.now()}.ketnghia`);
  command(from.file, "--unit", sender, "send", "--to", receiver, "-o", bundle);
  command(to.file, "--unit", receiver, "receive", bundle);
}

test("a change begins with the words that are in force", async () => {
  await enter(page, ours);
  await enter(twin, theirs);
  await openCovenant(page, ours, "HG-CD", "Đang có hiệu lực");
  like(await text(page), /Buổi tới nên tổ chức trước ngày 12\/8\/2021/, "when the next session is due");
  like(await text(page), /Đến lượt đăng cai: Công đoàn cơ sở Hội Chữ thập đỏ tỉnh Kiên Giang/, "whose turn it is");
  await press(page, 'main a[href*="replaces="]');
  is(await page.locator("[name='principles.0.text']").inputValue(), "Bình đẳng, tự nguyện, theo khả năng và điều kiện của mỗi bên", "the words of the old text");
  is(await page.locator("[name^='party.']:checked").count(), 4, "its four parties");
  await page.locator("[name=ends]").fill("31/12/2021");
  await page.locator("[name='principles.1.text']").fill("Giúp nhau trong khả năng của mình");
  await sound(page);
  await press(page, "main form button.primary");
  await openCovenant(page, ours, "HG-CD", "Đề xuất");
  like(await text(page, "main ins >> nth=0"), /31\/12\/2021/, "what is new is marked");
  like(await text(page, "main del"), /Tạo mọi điều kiện/, "what goes is struck");
  await sound(page);
  await page.setViewportSize({ width: 320, height: 700 });
  await sound(page, "a change at 320");
  await shot(page, "covenant-change-320-vi");
  await page.setViewportSize({ width: 1280, height: 900 });
});

test("a party cannot be left out, and nothing typed is lost", async () => {
  await openCovenant(page, ours, "HG-CD", "Đang có hiệu lực");
  await press(page, 'main a[href*="replaces="]');
  await page.locator("[name='party.KG']").uncheck();
  await page.locator("[name=finance]").fill("Bên đăng cai lo tất cả.");
  await press(page, "main form button.primary");
  like(await text(page, ".summary"), /cũng phải là một bên/, "a sentence");
  is(await page.locator("[name=finance]").inputValue(), "Bên đăng cai lo tất cả.", "what was typed stands");
  is(await page.locator("[name='party.KG']").isChecked(), false, "so does what was ticked");
  await sound(page);
});

test("all four agree, and the new text takes the old one's place", async () => {
  command(ours.file, "--unit", "HG", "covenant", "accept", command(ours.file, "--unit", "HG-CD", "covenant", "list", "--format", "json")
    .match(/"body_hash": "([^"]+)",\s+"state": "proposed"/)[1]);
  carry(ours, theirs, "HG-CD", "KG-CD");
  for (const unit of ["KG-CD", "KG"]) {
    await openCovenant(twin, theirs, unit, "Đề xuất");
    await sound(twin);
    await press(twin, twin.locator("main form").filter({ has: twin.locator("[name=answer][value=agree]") }).locator("button"));
  }
  carry(theirs, ours, "KG-CD", "HG-CD");
  await openCovenant(page, ours, "HG-CD", "Đang có hiệu lực");
  like(await text(page), /Thay thế cho/, "what it replaced");
  ok(await page.locator('main a[href*="ends=2022-12-31"]').count() > 0, "it can be renewed for a year");
  await shot(page, "covenant-1280-vi");
});

test("the next session finds what the last one left", async () => {
  await press(page, 'main a[href*="/new/session?"]');
  is(await page.locator("[name=host]").inputValue(), "KG-CD", "the host in turn");
  is(await page.locator("[name=number]").inputValue(), "2", "the second one");
  await page.locator("[name=title]").fill("Buổi giao lưu lần thứ hai");
  await page.locator("[name=began]").fill("7:30 12/8/2021");
  await page.locator("[name=place]").fill("Rạch Giá");
  await press(page, "main form button.primary");
  if (!/\/record\//.test(page.url())) await press(page, page.locator("main a[href*='/record/']").first());
  like(await text(page), /Việc còn lại từ các buổi trước/, "the directions of the first session");
  const left = await page.locator("main a[href*='goes_on=']").count();
  ok(left > 0, "each can go on");
  await sound(page);
  await shot(page, "session-left-1280-vi");
  const session = page.url();
  await press(page, page.locator("main a[href*='goes_on=']").first());
  await press(page, "main form button.primary");
  await page.goto(session);
  is(await page.locator("main a[href*='goes_on=']").count(), left - 1, "what goes on is not left any more");
  quiet(page);
});

test("both offices end sound", async () => {
  is(await ours.stop(), 0, "ours closes well");
  is(await theirs.stop(), 0, "theirs too");
  command(ours.file, "verify");
  command(theirs.file, "verify");
});

await run();
