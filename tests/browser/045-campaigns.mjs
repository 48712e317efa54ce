#!/usr/bin/env node
/* 045-campaigns.mjs: a movement taken from the catalogue; what was written twice becomes one and two again; a campaign's
 * seasons open to their entries; lists of persons by given name.
 * SPDX-License-Identifier: Apache-2.0 */
import fs from "node:fs";
import path from "node:path";
import { command, demo, enter, folder, is, like, ok, pathname, press, quiet, run, serve, settle, shot, sound, test, text, visitor } from "./lib.mjs";

let office, page, first, second;

test("a movement is taken from the catalogue with one press", async () => {
  const file = path.join(demo(), "kiengiang.ketnghia");
  const written = (...words) => command(file, "add", "--unit", "KG", "activity", "field=1", "state=delivered", ...words).match(/KG-\d+/)[0];
  first = written("held=12/1/2020", "title=Trao quà Tết cho bà con xã Vĩnh Thuận", "value=20 triệu", "place=Xã Vĩnh Thuận", "campaigns=tết nhân ái");
  second = written("held=12/1/2020", "title=trao qua tet cho ba con xa vinh thuan", "value=20 triệu", "reporter=Xã Vĩnh Thuận");
  for (const name of ["Đặng Văn Ẩn", "Trần Thị Út", "Phạm Anh"])
    command(file, "add", "--unit", "KG", "address", `name=${name}`, "sort=person", "commune=Xã Đông Hoà", "state=helped");
  office = await serve(file);
  page = await visitor();
  await enter(page, office);
  await page.goto(`${office.url}/u/KG/records/campaign`);
  await page.goto(`${office.url}${await page.locator('a[href$="/catalogue"]').getAttribute("href")}`);
  like(await text(page), /Tết Nhân ái/, "the movements it knows");
  await sound(page);
  await shot(page, "catalogue-1280-vi");
  const card = page.locator("li.card", { hasText: "Tháng Công nhân" });
  await press(page, card.locator("button"));
  like(pathname(page), /\/record\/KG-\d+$/, "the unit's own record of it");
  like(await text(page), /Tháng Công nhân/, "with its name");
  await page.goto(`${office.url}/u/KG/catalogue`);
  is(await page.locator("li.card", { hasText: "Tháng Công nhân" }).locator("button").count(), 0, "it is not offered again");
});

test("two records of the same thing become one, and two again", async () => {
  await page.goto(`${office.url}/u/KG/twice`);
  like(await text(page), new RegExp(`${first}[\\s\\S]*${second}`), "they stand among what looks written twice");
  await sound(page);
  await shot(page, "twice-1280-vi");
  await page.goto(`${office.url}/u/KG/record/${second}`);
  await shot(page, "record-alike-1280-vi");
  await press(page, page.locator(`main a[href*="/merge?"]`));
  await sound(page);
  ok(await page.locator('main input[name="take.reporter"]').isChecked(), "what only the other says is offered");
  is(await page.locator('main input[name="take.title"]').count(), 0, "what both say is not");
  await shot(page, "merge-1280-vi");
  await press(page, page.locator("main form button.primary"));
  is(pathname(page), `/u/KG/record/${first}`, "the one that stays");
  like(await text(page, ".notice.done"), new RegExp(second), "says which one it was");
  like(await text(page), /Đơn vị báo cáo[^\n]*\nXã Vĩnh Thuận/, "and has taken over who reported it");
  await page.goto(`${office.url}/u/KG/twice`);
  ok(!(await text(page)).includes(second), "it is not there twice any more");
  await page.goto(`${office.url}/u/KG/record/${first}`);
  ok(await page.locator('main a[href*="/merge?"]').count() === 0, "and looks like nothing else");
});

test("rows of a sheet that look like what stands there are told", async () => {
  const sheet = path.join(folder(), "trung.csv");
  fs.writeFileSync(sheet, "\ufeffNgày,Nội dung,Lĩnh vực,Trạng thái,Trị giá\n12/1/2020,TRAO QUÀ TẾT CHO BÀ CON XÃ VĨNH THUẬN,1,đã trao,20.000.000\n");
  await page.goto(`${office.url}/u/KG/import/activity`);
  await page.locator("#sheet_file").setInputFiles(sheet);
  await press(page, "main form button.primary");
  await settle(page);
  ok(await page.locator(`main a[href$="/record/${first}"]`).count() === 1, "with what it looks like");
  await sound(page);
  await shot(page, "import-alike-1280-vi");
  await page.setViewportSize({ width: 320, height: 640 });
  await sound(page);
  await shot(page, "import-alike-320-vi");
  await page.setViewportSize({ width: 1280, height: 900 });
});

test("a campaign's seasons open to their entries", async () => {
  await page.goto(`${office.url}/u/KG/reports/campaign?record=KG-6`);
  like(await text(page), /2019-2020/, "a column a season");
  await sound(page);
  await shot(page, "report-campaign-1280-vi");
  const cell = page.locator('main a[href*="within=campaign"]').first();
  await press(page, cell);
  like(pathname(page), /\/figure$/, "the figure of one commune");
  await sound(page);
  await shot(page, "figure-within-1280-vi");
});

test("persons stand by given name", async () => {
  await page.goto(`${office.url}/u/KG/records/address?search=&order=name`);
  const names = await text(page);
  const at = ["Phạm Anh", "Đặng Văn Ẩn", "Trần Thị Út"].map((name) => names.indexOf(name));
  ok(at[0] >= 0 && at[0] < at[1] && at[1] < at[2], `by given name: ${at}`);
  await sound(page);
});

test("the same on a telephone", async () => {
  const written = command(office.file, "add", "--unit", "KG", "activity", "field=1", "state=delivered", "held=12/1/2020",
    "title=trao quà tết cho bà con xã vĩnh thuận", "value=20 triệu").match(/KG-\d+/)[0];
  await page.setViewportSize({ width: 320, height: 640 });
  for (const [name, address] of [["catalogue", "catalogue"], ["twice", "twice"], ["merge", `record/${written}/merge?into=${first}`],
    ["report-campaign", "reports/campaign?record=KG-6"], ["form-activity", "new/activity"]]) {
    await page.goto(`${office.url}/u/KG/${address}`);
    await sound(page);
    await shot(page, `${name}-320-vi`);
  }
});

test("nothing was complained of", () => quiet(page));

run();
