import { html, trustedHtml } from './html';
import { renderReadme } from './markdown';

describe('html', () => {
  it('escapes what it is given, in text and in attributes', () => {
    const hostile = `"><script>alert('x')</script>&`;
    expect(html`<a title="${hostile}">${hostile}</a>`.text).toBe(
      '<a title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;">' +
        '&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;</a>',
    );
  });

  it('joins lists and keeps HTML', () => {
    const items = ['a', '<'].map(item => html`<li>${item}</li>`);
    expect(html`${items}${undefined}${trustedHtml('<hr>')}${1}`.text).toBe(
      '<li>a</li><li>&lt;</li><hr>1',
    );
  });
});

describe('a README', () => {
  it('is rendered as Markdown, without any HTML of its own', () => {
    const { text } = renderReadme(
      'README.md',
      '# T\n\n<script>x</script>\n\n[a](javascript:alert)\n\n![i](http://x/y.png)\n\n| a |\n|---|\n| b |',
    );
    expect(text).toContain('<h1>T</h1>');
    expect(text).toContain('<table>');
    expect(text).not.toMatch(/<script|<img|href="javascript/);
  });

  it('is plain text under other names', () => {
    expect(renderReadme('README', '# <b>').text).toBe('<pre># &lt;b&gt;</pre>');
  });
});
