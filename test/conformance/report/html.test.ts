// report.html as text: what must and must not stand in it.
import { describe, expect, it } from 'vitest';
import { writeHtml } from '../../../conformance/report/html/page.ts';
import { credentials } from '../story.ts';
import { hostile, large, lawful, runOf, small, suiteOf } from './suite.ts';

describe('report.html', () => {
  it('refers to nothing outside itself', () => {
    const page = writeHtml(small());
    expect(page.match(/(?:src|href)="(?!#|data:)[^"]*"/g)).toBe(null);
    expect(page).not.toMatch(/@import|url\(/);
  });

  it('says everything in English and Chinese', () => {
    const page = writeHtml(small());
    expect(page).toContain('<span lang="en">Not conformant</span><span lang="zh-CN">不合格</span>');
    expect(page).toContain('开票成功后应答丢失');
  });

  it('shows failures first, with requirement, expected, actual and evidence', () => {
    const page = writeHtml(small());
    expect(page.indexOf('id="scenario--unknown-committed"')).toBeLessThan(page.indexOf('id="scenario--happy-issued"'));
    expect(page).toContain('rung 1 was cut short: 4 s instead of at least 10 s');
    expect(page).toContain('href="#exchange--unknown-committed--2"');
  });

  it('draws the waits against the least the law asks', () => {
    expect(writeHtml(small())).toContain('4 s / ≥ 10 s');
  });

  it('labels the timeline and the exchanges in both languages', () => {
    const page = writeHtml(small());
    expect(page).toContain('<tspan lang="en">query</tspan> <tspan lang="zh-CN">查询</tspan>');
    expect(page).toContain('<tspan lang="en">no answer in time</tspan> <tspan lang="zh-CN">未及时应答</tspan>');
    expect(page).toContain('<span lang="en">signature valid</span><span lang="zh-CN">签名有效</span>');
    expect(page).toMatch(/signature <span lang="en">passed<\/span><span lang="zh-CN">通过<\/span>/);
  });

  it('says in both languages where judge and bureau disagree', () => {
    const run = runOf({}, lawful, { announced: [1, 2, 3] });
    const page = writeHtml(suiteOf([run]));
    expect(page).toContain('<span lang="en">judge and bureau disagree: the journal ends before exchange 3');
    expect(page).toContain('<span lang="zh-CN">裁决者与税局不一致：日志在报文 3 之前结束');
  });

  it('escapes whatever comes from outside and masks secrets', () => {
    const page = writeHtml(hostile());
    expect(page).not.toContain('<img src=x');
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toContain('\u202e');
    expect(page).not.toContain(credentials.appSecret);
    expect(page).not.toContain(credentials.sm4Key);
  });

  it('shows the pushes: what they said, whether the bureau signed them, what the client answered', () => {
    const told = runOf({}, (story) => {
      lawful(story);
      story.push({ news: { status: 'delivered' } });
      story.push({ news: { status: 'void' }, signed: 'badly', outcome: 'refused', answer: '<2002>' });
    });
    const page = writeHtml(suiteOf([told]));
    expect(page).toMatch(/<td>delivered<\/td>.*genuine.*answered/);
    expect(page).toMatch(
      /<td>void<\/td>.*伪造.*not the bureau’s.*refused<\/span><span lang="zh-CN">未接受<\/span> &lt;2002&gt;/,
    );
  });

  it('links only to what is there', () => {
    const page = writeHtml(large());
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const dead = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id).filter((id) => !ids.has(id));
    expect(dead).toEqual([]);
  });
});
