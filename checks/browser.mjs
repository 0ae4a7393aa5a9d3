// Chromium opens every page, from a host and from disk: what it asks for, what it complains of, who can use it.
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import axe from 'axe-core';
import {chromium} from 'playwright-core';
import {filesIn, serve} from './files.mjs';

const KNOWN = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', 'C:/Program Files/Google/Chrome/Application/chrome.exe'];
const PHONE = {width: 375, height: 812};

/** Run some work with a browser that is closed whatever happens. */
export async function withBrowser(work) {
  const executablePath = process.env.CHROMIUM ?? KNOWN.find((path) => existsSync(path));
  const browser = await chromium.launch({executablePath, args: ['--no-sandbox', '--disable-gpu']});
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** No page asks anything of anybody but its own host, misses a file, or breaks its own policy. */
export async function quiet(folder, browser) {
  return await overHttp(folder, browser, (watch) => watch.unrolled());
}

/** The same pages opened by a double click. */
export async function quietFromDisk(folder, browser) {
  const root = pathToFileURL(folder).href;
  const pages = await filesIn(folder, '.html');
  const problems = [];
  for (const name of pages) {
    const watch = await watched(browser, `${root}/`);
    await watch.page.goto(`${root}/${encodeURI(name)}`, {waitUntil: 'load'});
    problems.push(...(await watch.unrolled()).map((problem) => `${name} ${problem}`));
    await watch.close();
  }
  return {looked: `${pages.length} pages`, problems};
}

/** Axe finds nothing that shuts a person out: on the first screen, and with the second floor open. */
export async function accessible(folder, browser) {
  return await overHttp(folder, browser, async (watch) => {
    await watch.page.evaluate(axe.source);
    const first = await violations(watch.page);
    const opener = watch.page.locator('[data-action="second_floor"]:visible').first();
    if (await opener.count() === 0) return first;
    await opener.click();
    await watch.page.waitForTimeout(700);
    return [...first, ...await violations(watch.page)];
  });
}

async function violations(page) {
  const report = await page.evaluate(() => globalThis.axe.run(document, {resultTypes: ['violations']}));
  return report.violations.flatMap(({id, help, nodes}) =>
    nodes.map(({target, failureSummary}) => `${id}: ${help} at ${target.join(' ')}; ${failureSummary.split('\n').at(-1).trim()}`));
}

async function overHttp(folder, browser, look) {
  const host = await serve(folder);
  const pages = await filesIn(folder, '.html');
  const problems = [];
  try {
    for (const name of pages) {
      const watch = await watched(browser, `${host.origin}/`);
      await watch.page.goto(`${host.origin}/${encodeURI(name)}`, {waitUntil: 'load'});
      const found = await look(watch);
      problems.push(...new Set(found.map((problem) => `${name} ${problem}`)));
      await watch.close();
    }
    problems.push(...host.missing.map((path) => `${path} is asked for but not in the bundle`));
  } finally {
    await host.stop();
  }
  return {looked: `${pages.length} pages`, problems};
}

/** A page that stops every foreign request and remembers all it would have been told in the console. */
async function watched(browser, home) {
  const context = await browser.newContext({viewport: PHONE, deviceScaleFactor: 1, reducedMotion: 'reduce'});
  const problems = [];
  await context.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith(home) || url.startsWith('data:') || url.startsWith('blob:')) return route.continue();
    problems.push(`asks for ${url}`);
    return route.abort();
  });
  const page = await context.newPage();
  const pending = new Set();
  page.on('request', (request) => pending.add(request));
  page.on('requestfinished', (request) => pending.delete(request));
  page.on('requestfailed', (request) => pending.delete(request));
  page.on('console', (line) => ['error', 'warning'].includes(line.type()) && problems.push(`says ${line.text()}`));
  page.on('pageerror', (error) => problems.push(`fails: ${error.message}`));
  page.on('requestfailed', (request) => problems.push(`does not get ${request.url()}`));
  /** Scroll through the page so that lazy pictures are asked for too; returns what that brought up. */
  const unrolled = async () => {
    await page.evaluate(async () => {
      for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
        scrollTo(0, y);
        await new Promise(requestAnimationFrame);
      }
    });
    for (let calm = 0; calm < 3; calm = pending.size === 0 ? calm + 1 : 0) await page.waitForTimeout(100);
    return problems;
  };
  return {page, problems, unrolled, close: () => context.close()};
}
