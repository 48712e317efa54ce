#!/usr/bin/env node
/* 088-erased.mjs: a value is erased at home, the page says where it still stands, and when it was struck out there.
 * SPDX-License-Identifier: Apache-2.0 */
import path from "node:path";
import { command, demo, enter, folder, is, like, looked, press, run, serve, test, text, visitor } from "./lib.mjs";

const both = demo();
const ours = await serve(path.join(both, "haugiang.ketnghia"));
const theirs = await serve(path.join(both, "kiengiang.ketnghia"));
const page = await visitor();
const twin = await visitor();
const activity = JSON.parse(command(ours.file, "list", "activity", "--of", "HG", "--format", "json"))[0];

test("what is erased says where it still stands", async () => {
  await enter(page, ours);
  await page.goto(`${ours.url}/u/HG/record/${activity.id}`);
  await page.locator("details:has(form[action$='/erase']) > summary").click();
  await page.locator("[name=field]").selectOption("title");
  await page.locator("[name=ground]").fill("yêu cầu của đương sự");
  await press(page, "main form button.grave");
  like(await text(page), /Đã xoá[\s\S]*Hội Chữ thập đỏ tỉnh Kiên Giang:\s*chưa xác nhận/, "the twin has not confirmed it");
  await looked(page, "erased-waits");
});

test("the twin takes it and says what it struck out", async () => {
  await enter(twin, theirs);
  const bundle = path.join(folder(), "HG-KG.ketnghia");
  command(ours.file, "--unit", "HG", "send", "--to", "KG", "-o", bundle);
  await twin.goto(`${theirs.url}/u/KG/receive`);
  await twin.locator("input[type=file]").setInputFiles(bundle);
  await press(twin, "main form button.primary");
  for (let i = 0; i < 40 && !/Đã xoá hẳn ở đây/.test(await text(twin)); i++) {
    await twin.waitForTimeout(250);
    await twin.reload();
  }
  like(await text(twin), /Đã xoá hẳn ở đây vì HG đã xoá: 1 giá trị/, "what was struck out");
  await looked(twin, "erased-arrived");
  await twin.goto(`${theirs.url}/u/KG/record/${activity.id}`);
  like(await text(twin), /\(đã xoá\)/, "the value is erased, not closed");
  is(await twin.locator("h1", { hasText: activity.title }).count(), 0, "the words are gone");
});

test("home sees when it was struck out there", async () => {
  const bundle = path.join(folder(), "KG-HG.ketnghia");
  command(theirs.file, "--unit", "KG", "send", "--to", "HG", "-o", bundle);
  command(ours.file, "--unit", "HG", "receive", bundle);
  await page.goto(`${ours.url}/u/HG/record/${activity.id}`);
  like(await text(page), /Hội Chữ thập đỏ tỉnh Kiên Giang:\s*đã xoá ở đó/, "confirmed");
  like(await text(page), /Công đoàn cơ sở Hội Chữ thập đỏ tỉnh Kiên Giang:\s*đã xoá ở đó/, "for the union of the same office too");
  await looked(page, "erased-struck");
});

test("the request it was erased for shows where the words still stand", async () => {
  const request = JSON.parse(command(ours.file, "--unit", "HG", "add", "data_request", "name=Ông Tư", "sort=erase", "received=10/8/2020", "--format", "json")).id;
  const other = JSON.parse(command(ours.file, "list", "activity", "--of", "HG", "--format", "json"))[1];
  command(ours.file, "--unit", "HG", "erase", other.id, "title", "--ground", `yêu cầu ${request}`);
  await page.goto(`${ours.url}/u/HG/record/${request}`);
  like(await text(page), new RegExp(`Đã xoá[\\s\\S]*${other.id}[\\s\\S]*Kiên Giang:\\s*chưa xác nhận`), "its record and who has not confirmed");
  await looked(page, "erased-request");
});

await run();
