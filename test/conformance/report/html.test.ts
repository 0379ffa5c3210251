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
    expect(page).toMatch(/<td>void<\/td>.*not the bureau’s.*refused &lt;2002&gt;/);
  });

  it('links only to what is there', () => {
    const page = writeHtml(large());
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const dead = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id).filter((id) => !ids.has(id));
    expect(dead).toEqual([]);
  });
});
