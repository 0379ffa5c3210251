// report.html in a browser: the language switch, the width of a phone, links into folded evidence, no request to anywhere.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeHtml } from '../../../conformance/report/html/page.ts';
import type { SuiteRun } from '../../../conformance/report/suite-run.ts';
import { hostile, large, small } from './suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'report-html-'));
let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
});
afterAll(() => browser.close());

type Opened = { readonly page: Page; readonly requests: readonly string[]; readonly errors: readonly string[] };

const open = async (
  run: SuiteRun,
  options: { width: number; locale?: string; javaScriptEnabled?: boolean; hash?: string },
): Promise<Opened> => {
  const path = join(folder, 'report.html');
  writeFileSync(path, writeHtml(run));
  const { width, hash = '', ...context } = options;
  const page = await (await browser.newContext({ viewport: { width, height: 800 }, ...context })).newPage();
  const requests: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => requests.push(request.url().slice(0, 5)));
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`file://${path}${hash}`);
  return { page, requests, errors };
};

const widthOf = (page: Page): Promise<number> => page.evaluate('document.documentElement.scrollWidth');

describe('the report in a browser', () => {
  it('switches between Chinese and English', async () => {
    const { page } = await open(small(), { width: 1280, locale: 'zh-CN' });
    expect(await page.locator('h1').innerText()).toBe('不合格');
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('h1').innerText()).toBe('Not conformant');
  });

  it('labels the timeline in the language of the page alone', async () => {
    const { page } = await open(small(), { width: 1280, locale: 'zh-CN' });
    await page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true");
    const labels = async (lang: string) => {
      const shown = await page.locator(`.timeline tspan[lang=${lang}]:visible`).allTextContents();
      return [...new Set(shown)];
    };
    expect(await labels('en')).toEqual([]);
    expect(await labels('zh-CN')).toEqual(expect.arrayContaining(['开具', '查询', '未及时应答']));
    await page.getByRole('button', { name: 'English' }).click();
    expect(await labels('zh-CN')).toEqual([]);
    expect(await labels('en')).toEqual(expect.arrayContaining(['issue', 'query', 'no answer in time']));
  });

  it('shows both languages side by side without JavaScript', async () => {
    const { page } = await open(small(), { width: 1280, javaScriptEnabled: false });
    expect(await page.locator('h1').innerText()).toBe('Not conformant不合格');
  });

  it.each([
    ['a small run', small, 390],
    ['a large run', large, 390],
    ['a hostile client', hostile, 390],
    ['a hostile client on a desktop', hostile, 1280],
  ] as const)('never overflows sideways: %s', async (_what, run, width) => {
    const { page } = await open(run(), { width });
    await page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true");
    expect(await widthOf(page)).toBeLessThanOrEqual(width);
  });

  it('asks nobody for anything and runs without an error', async () => {
    const { requests, errors } = await open(small(), { width: 1280 });
    expect(requests.filter((scheme) => scheme !== 'file:' && scheme !== 'data:')).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('runs no script of a hostile client', async () => {
    const { page } = await open(hostile(), { width: 1280 });
    expect(await page.evaluate('window.evil ?? null')).toBe(null);
  });

  it('unfolds the evidence a link points at', async () => {
    const { page } = await open(small(), { width: 1280, hash: '#exchange--unknown-settled--2' });
    expect(await page.locator('#exchange--unknown-settled--2 .panes').isVisible()).toBe(true);
  });
});
