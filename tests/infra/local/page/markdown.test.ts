import { expect, test } from 'vitest';
import { markdownToHtml } from '../../../../infra/local/page/markdown.ts';

test.each([
  ['plain words', '<p>plain words</p>'],
  [
    '**bold** and _soft_ and *soft*',
    '<p><strong>bold</strong> and <em>soft</em> and <em>soft</em></p>',
  ],
  ['one\ntwo', '<p>one</p><p>two</p>'],
  ['- one\n- two\nend', '<ul><li>one</li><li>two</li></ul><p>end</p>'],
  ['1. one\n2. two', '<ol><li>one</li><li>two</li></ol>'],
  [
    '[read](https://brightwater.example/a)',
    '<p><a href="https://brightwater.example/a">read</a></p>',
  ],
  ['snake_case_name', '<p>snake_case_name</p>'],
])('%j becomes HTML', (text, html) => {
  expect(markdownToHtml(text)).toBe(html);
});

test.each([
  ['<img src=x onerror=alert(1)>', '<p>&lt;img src=x onerror=alert(1)&gt;</p>'],
  ['[x](javascript:alert)', '<p>[x](javascript:alert)</p>'],
  ['[x](https://a"onclick="b)', '<p><a href="https://a&quot;onclick=&quot;b">x</a></p>'],
])('%j brings no markup of its own', (text, html) => {
  expect(markdownToHtml(text)).toBe(html);
});
