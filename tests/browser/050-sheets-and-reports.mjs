#!/usr/bin/env node
/* 050-sheets-and-reports.mjs: a sheet comes in and goes out again; the joint report on the screen, opened to its entries, and in Word.
 * SPDX-License-Identifier: Apache-2.0 */
import fs from "node:fs";
import path from "node:path";
import { demo, dong, download, enter, folder, is, like, ok, pathname, press, quiet, run, serve, settle, shot, sound, test, text, unzip, visitor } from "./lib.mjs";

const sheet = path.join(folder(), "hoat-dong-thang-8.csv");
fs.writeFileSync(sheet, "\ufeff" + [
  "BÁO CÁO HOẠT ĐỘNG THÁNG 8",
  "STT,Ngày,Nội dung,Lĩnh vực,Trạng thái,Trị giá,Số suất",
  '1,3/8/2020,"Tặng quà, xã Hoả Tiến",Cứu trợ khẩn cấp và trợ giúp nhân đạo,đã trao,5 triệu,20',
  "2,4/8/2020,Khám bệnh xã Tân Tiến,Chăm sóc sức khoẻ,đã trao,7.000.000,70",
  "3,31/2/2020,Ngày sai,Chăm sóc sức khoẻ,đã trao,1 triệu,1",
  "4,5/8/2020,Tiền sai,Chăm sóc sức khoẻ,đã trao,nhiều lắm,1",
].join("\r\n"));

for (const scripts of [true, false]) {
  const how = scripts ? "" : " without scripts";
  const name = scripts ? "" : "-plain";
  let office, page, before;

  test(`a sheet is looked at before it is written${how}`, async () => {
    office = await serve(path.join(demo(), "haugiang.ketnghia"));
    page = await visitor({ scripts });
    await enter(page, office);
    before = dong(await text(page, "#total"));
    await page.goto(office.url + "/u/HG/records/activity");
    await press(page, 'main a[href="/u/HG/import/activity"]');
    await sound(page);
    await page.locator("#sheet_file").setInputFiles(sheet);
    await press(page, "main form button.primary");
    await settle(page);
    const seen = await text(page);
    like(seen, /31\/2\/2020/, "the wrong date stands there");
    like(seen, /nhiều lắm/, "and the wrong amount");
    like(seen, /12 triệu|12\.000\.000/, "the sum as understood");
    await sound(page);
    await shot(page, `import-preview-1280-vi${name}`);
    await page.setViewportSize({ width: 320, height: 700 });
    await sound(page, "preview at 320");
    await shot(page, `import-preview-320-vi${name}`);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test(`the wrong rows come back with their reasons${how}`, async () => {
    const wrong = await download(page, "main a[download]");
    like(wrong.name, /\.csv$/, "a csv");
    const rows = wrong.bytes.toString("utf8");
    like(rows, /Ngày sai/, "the row with the wrong date");
    ok(!rows.includes("Hoả Tiến"), "not the right rows");
  });

  test(`written as one batch, the total moves${how}`, async () => {
    await press(page, "main form button.primary");
    await settle(page);
    await sound(page);
    await shot(page, `import-done-1280-vi${name}`);
    const done = page.url();
    await page.goto(office.url + "/u/HG");
    is(dong(await text(page, "#total")) - before, 12000000, "the two right rows");
    await page.goto(done);
  });

  test(`one undo takes the whole sheet back${how}`, async () => {
    await press(page, "main form[action$='/undo'] button");
    like(await text(page, ".notice.done"), /hoàn tác/i, "says so");
    await page.goto(office.url + "/u/HG");
    is(dong(await text(page, "#total")), before, "the total of before");
    quiet(page);
  });

  test(`no file, and a file that is no sheet, get a sentence${how}`, async () => {
    await page.goto(office.url + "/u/HG/import/activity");
    const plain = path.join(folder(), "anh.xlsx");
    fs.writeFileSync(plain, Buffer.from("\x89PNG\r\n\x1a\n không phải bảng tính", "latin1"));
    await page.locator("#sheet_file").setInputFiles(plain);
    await press(page, "main form button.primary");
    await settle(page);
    ok(await page.locator("main .wrong").count() > 0, "a sentence");
    await sound(page);
    await shot(page, `import-refused-1280-vi${name}`);
    await page.locator("main a.button").click();
    ok(page.url().endsWith("/u/HG/import/activity"), "one press leads back to the form");
  });

  test(`the list goes out as Excel${how}`, async () => {
    await page.goto(office.url + "/u/HG/records/activity?from=1/7/2020&to=31/7/2020");
    const book = await download(page, 'main a[href*="format=xlsx"]');
    like(book.name, /\.xlsx$/, "name");
    ok("xl/workbook.xml" in unzip(book.bytes), "a workbook");
  });

  test(`the joint report stands on the screen with the article's total${how}`, async () => {
    await page.goto(office.url + "/u/HG");
    await press(page, 'main a[href="/u/HG/reports/joint"]');
    const report = await text(page, "article.doc");
    like(report, /131 tỷ 583 triệu đồng/, "the total");
    like(report, /60 tỷ 383 triệu đồng/, "Hậu Giang");
    like(report, /71,2 tỷ đồng/, "Kiên Giang");
    await sound(page);
    await shot(page, `report-1280-vi${name}`);
  });

  test(`its figures open to their entries${how}`, async () => {
    await press(page, page.locator("article.doc a").filter({ hasText: "131 tỷ 583 triệu đồng" }).first());
    is(pathname(page), "/u/HG/figure", "the figure");
    is(dong(await text(page, ".figure-large")), 131583000000, "the same total");
    ok(await page.locator("main tbody tr").count() > 20, "its entries");
    await sound(page);
    await page.goBack();
  });

  test(`and it is taken along in Word${how}`, async () => {
    const word = await download(page, 'main a[href*="/docx"]');
    like(word.name, /\.docx$/, "name");
    const parts = unzip(word.bytes);
    ok("[Content_Types].xml" in parts, "content types");
    const words = parts["word/document.xml"].toString("utf8").replace(/<[^>]+>/g, "").normalize("NFC");
    like(words, /131 tỷ 583 triệu đồng/, "the total in Word");
    like(words, /CỘNG H(ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM/, "the national title");
    quiet(page);
  });

  test(`another period is asked for in words${how}`, async () => {
    await page.goto(office.url + "/u/HG/reports/joint?period=" + encodeURIComponent("quý II năm 2020"));
    like(await text(page, "article.doc"), /quý II/i, "the period");
    await sound(page);
    await page.goto(office.url + "/u/HG/reports/joint?period=" + encodeURIComponent("tháng mười ba"));
    ok(await page.locator("main .wrong").count() > 0, "what is no period gets a sentence");
    await sound(page);
    await page.context().close();
    await office.stop();
  });
}

await run();
