'use strict';
(() => {
  const PAGE = 100;
  const table = document.getElementById('table');
  if (!table) {
    return;
  }
  const all = JSON.parse(document.getElementById('data').textContent);
  const body = table.tBodies[0];
  const part = id => document.getElementById(id);
  const text = part('text');
  const choices = ['target', 'kind', 'culprit'].map(key => ({key, select: part(key)}));
  const order = new Intl.Collator('en', {numeric: true});
  const words = all.map(f => [f.rootCause, f.line, f.kind, f.target, f.version, f.culprit, f.operators, f.dtypes,
    f.firstSeen, f.fixedIn, ...f.known.map(k => k.text)].join('\n').toLowerCase());
  let ordered = all.map((_, i) => i);
  let shown = ordered;
  let sorting = {key: '', down: false};
  let page = 0;

  const element = (name, content, className) => {
    const e = document.createElement(name);
    e.textContent = content;
    if (className) {
      e.className = className;
    }
    return e;
  };

  const link = (content, href) => {
    const a = element('a', content);
    a.href = href;
    a.rel = 'noreferrer';
    return a;
  };

  const row = f => {
    const tr = document.createElement('tr');
    const head = element('th', '');
    head.scope = 'row';
    head.append(f.href ? link(f.rootCause, f.href) : f.rootCause, element('span', f.line));
    const known = element('td', '');
    f.known.forEach(k => known.append(k.href ? link(k.text, k.href) : k.text, ' '));
    tr.append(head, element('td', f.kind), element('td', f.target + ' ' + f.version), element('td', f.culprit),
      element('td', f.operators), element('td', f.dtypes), element('td', f.met, 'number'), element('td', f.firstSeen),
      element('td', f.fixedIn), known);
    return tr;
  };

  const render = () => {
    const pages = Math.max(1, Math.ceil(shown.length / PAGE));
    page = Math.min(Math.max(page, 0), pages - 1);
    body.replaceChildren(...shown.slice(page * PAGE, (page + 1) * PAGE).map(i => row(all[i])));
    part('status').textContent = shown.length.toLocaleString('en') + ' of ' + all.length.toLocaleString('en')
      + ' findings';
    part('page').textContent = 'Page ' + (page + 1) + ' of ' + pages;
    part('previous').setAttribute('aria-disabled', page === 0);
    part('next').setAttribute('aria-disabled', page === pages - 1);
    part('pages').hidden = pages === 1;
  };

  const choose = () => {
    const sought = text.value.toLowerCase().split(/\s+/).filter(w => w);
    const chosen = choices.filter(c => c.select.value !== '').map(c => ({key: c.key, value: all[c.select.value][c.key]}));
    shown = ordered.filter(i => chosen.every(c => all[i][c.key] === c.value) && sought.every(w => words[i].includes(w)));
    page = 0;
    render();
  };

  const sort = () => {
    const {key, down} = sorting;
    const sign = down ? -1 : 1;
    const compare = key === 'met' ? (a, b) => all[a].met - all[b].met : (a, b) => order.compare(all[a][key], all[b][key]);
    ordered.sort((a, b) => sign * compare(a, b) || a - b);
    choose();
  };

  const turn = by => {
    page += by;
    render();
    table.parentElement.scrollTop = 0;
  };

  choices.forEach(({key, select}) => {
    const first = new Map();
    all.forEach((f, i) => first.has(f[key]) || first.set(f[key], i));
    [...first].sort((a, b) => order.compare(a[0], b[0])).forEach(([name, i]) => select.add(new Option(name, i)));
    select.addEventListener('change', choose);
  });
  table.querySelectorAll('th[data-key]').forEach(th => {
    const button = element('button', th.textContent);
    button.type = 'button';
    th.replaceChildren(button);
    th.setAttribute('aria-sort', 'none');
    button.addEventListener('click', () => {
      const key = th.dataset.key;
      sorting = {key, down: sorting.key === key ? !sorting.down : key === 'met'};
      table.querySelectorAll('th[data-key]').forEach(other => other.setAttribute('aria-sort',
        other === th ? (sorting.down ? 'descending' : 'ascending') : 'none'));
      sort();
    });
  });
  text.addEventListener('input', choose);
  part('filters').addEventListener('submit', e => e.preventDefault());
  part('filters').addEventListener('reset', e => {
    e.preventDefault();
    text.value = '';
    choices.forEach(c => c.select.selectedIndex = 0);
    choose();
  });
  part('previous').addEventListener('click', () => turn(-1));
  part('next').addEventListener('click', () => turn(1));
  part('filters').hidden = false;
  render();
})();
