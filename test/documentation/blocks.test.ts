// The examples in the documents that need Node alone, each run as it stands.
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createBureau } from '../../simulator/bureau.ts';
import { appSecret, orderOf, requestOf, sm4Key } from '../cli/demonstration.ts';
import { runProcess } from '../cli/run-process.ts';
import { root } from './documents.ts';
import { type RunIn, textsOf } from './known-blocks.ts';
import { drawnArrows, drawnRooms, importArrows } from './rooms.ts';
import { openCheckout } from './typescript.ts';
import { openWorkplace } from './workplace.ts';

const workplace = openWorkplace();
const checkout = openCheckout();
afterAll(() => {
  workplace.remove();
  checkout.remove();
});

const onFreePorts = {
  LIANDIAO_PORT: '0',
  LIANDIAO_HTTP_PORT: '0',
  LIANDIAO_CONTROL_PORT: '0',
  LIANDIAO_IN_MEMORY: '1',
};

/** All of them checked and run together, once. */
const runTypeScript = async () => {
  const [[fixture = ''], [handlers = ''], [byHand = '']] = [
    textsOf('vitest fixture'),
    textsOf('msw handlers'),
    textsOf('by hand'),
  ];
  checkout.write('fixture.example.ts', fixture);
  checkout.write('handlers.example.ts', handlers);
  checkout.write('by-hand.ts', byHand);
  return {
    complaints: await checkout.typeCheck(),
    tests: await checkout.runTests(),
    printed: await checkout.runScript('by-hand.ts'),
  };
};
let ran: ReturnType<typeof runTypeScript> | null = null;
const typeScript = () => {
  ran ??= runTypeScript();
  return ran;
};

const passed = (title: string) => ({ title, status: 'passed', failureMessages: [] });

const runners: Readonly<Record<RunIn<'house'>, (text: string) => Promise<void>>> = {
  start: async (text) => {
    const child = workplace.start(text, onFreePorts);
    if (!child.stdout) throw new Error('it is a pipe');
    const ready = [];
    for await (const line of createInterface(child.stdout)) {
      ready.push(line);
      if (line.startsWith('{')) break;
    }
    await workplace.end(child);
    expect(JSON.parse(ready.at(-1) ?? '')).toMatchObject({
      https: expect.stringMatching(/^https:/),
      http: expect.stringMatching(/^http:/),
      control: expect.stringMatching(/^http:/),
      controlToken: expect.any(String),
    });
  },

  doctor: async (text) => {
    const request = requestOf('invoice.issue', orderOf('SO-1'));
    workplace.write('request.json', JSON.stringify({ ...request, nonce: `${request.nonce.slice(0, -1)}_` }));
    const { stdout } = await workplace.run(text, { APP_SECRET: appSecret, SM4_KEY: sm4Key });
    expect(stdout).toContain('signature 签名: does not hold 错误');
    expect(stdout).toMatch(/^1\. [a-z-]+ \[[A-Z]/m);
  },

  prometheus: async (text) => {
    const config = parse(text) as {
      scrape_configs: { metrics_path?: string; static_configs: { targets: string[] }[] }[];
    };
    const targets = config.scrape_configs.flatMap(({ static_configs }) => static_configs.flatMap((one) => one.targets));
    const printed = await runProcess(['bureau', '--print-config'], { cwd: workplace.folder });
    const { host, controlPort } = JSON.parse(printed.stdout) as { host: string; controlPort: number };
    expect(targets).toEqual([`${host}:${controlPort}`]);
    const bureau = await createBureau({ port: 0, controlPort: 0 });
    const metrics = await fetch(`${bureau.control.url}${config.scrape_configs[0]?.metrics_path ?? '/metrics'}`);
    await bureau.close();
    expect([metrics.status, await metrics.text()]).toEqual([200, expect.stringContaining('bureau_tenants 1')]);
  },

  'vitest fixture': async () => {
    const { complaints, tests } = await typeScript();
    expect(complaints).toBe('');
    expect(tests).toContainEqual(passed('a lost answer does not become a second invoice'));
  },

  'msw handlers': async () => {
    expect((await typeScript()).tests).toContainEqual(passed('issues without a port'));
  },

  'by hand': async () => {
    expect((await typeScript()).printed).toMatch(/^Tenant test-1: no request reached the bureau\. .*\n$/);
  },

  rooms: async (text) => {
    expect(new Set(drawnArrows(text))).toEqual(new Set(importArrows(drawnRooms(text))));
  },

  'codes that change on a day': async (text) => {
    const bureau = await createBureau({
      ...{ port: 0, controlPort: 0, clock: { frozen: '2026-11-23T10:00:00.000+08:00' } },
    });
    const changed = await bureau.tenant('default')?.changeTaxCodes(JSON.parse(text));
    await bureau.close();
    expect(changed).toMatchObject({ ok: true });
  },

  'form of a scenario': async (text) => {
    workplace.write('scenario.yaml', text);
    const { code, stdout, stderr } = await runProcess(['validate', `${workplace.folder}/scenario.yaml`], { cwd: root });
    expect([code, stdout + stderr]).toEqual([0, expect.stringContaining('1 good, 0 bad')]);
  },
};

describe('the example', () => {
  it.each(Object.keys(runners) as RunIn<'house'>[])('does what it shows: %s', async (name) => {
    for (const text of textsOf(name)) await runners[name](text);
  });
});
