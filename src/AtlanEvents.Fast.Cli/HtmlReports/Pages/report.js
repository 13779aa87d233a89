'use strict';
(() => {
  document.documentElement.classList.add('js');

  // Findings: show the examples whose text contains the words of the filter.
  const filter = document.getElementById('filter');
  if (filter) {
    const findings = [...document.querySelectorAll('.finding')];
    const status = document.getElementById('filtered');
    filter.addEventListener('input', () => {
      const words = filter.value.toLowerCase().split(/\s+/).filter(word => word);
      const matches = text => words.every(word => text.toLowerCase().includes(word));
      let shown = 0;
      for (const finding of findings) {
        const all = matches(finding.querySelector('h3').textContent);
        const rows = [...finding.querySelectorAll('tbody tr')];
        for (const row of rows) row.hidden = !all && !matches(row.textContent);
        const more = finding.querySelector('details');
        if (more && words.length) more.open = true;
        finding.hidden = !all && rows.every(row => row.hidden);
        if (!finding.hidden) shown++;
      }
      status.textContent = words.length ? shown + ' of ' + findings.length + ' findings' : '';
    });
  }

  // Icicle: zoom by changing x and width, which are percentages of the whole.
  const icicle = document.getElementById('icicle');
  if (!icicle) return;
  const path = document.getElementById('path');
  const minLabelPixels = 34;
  const maxThinPixels = 5;
  const boxes = [...icicle.children].map((element, index) => ({
    element, index,
    parent: Number(element.dataset.p),
    x: parseFloat(element.getAttribute('x')),
    width: parseFloat(element.getAttribute('width')),
    text: element.querySelector('title').textContent,
    isRest: element.classList.contains('rest'),
    children: [],
  }));
  const roots = boxes.filter(box => box.parent < 0);
  for (const box of boxes) if (box.parent >= 0) boxes[box.parent].children.push(box);
  const siblingsOf = box => box.parent < 0 ? roots : boxes[box.parent].children;
  let zoomed = null;
  let current = boxes[0];

  function say(box) {
    path.textContent = box.text;
  }

  function zoom(box) {
    zoomed = box;
    const from = box ? box.x : 0;
    const scale = 100 / (box ? box.width : 100);
    const pixels = icicle.getBoundingClientRect().width / 100;
    const above = new Set();
    for (let next = box; next; next = boxes[next.parent]) above.add(next);
    for (const each of boxes) {
      const isAbove = above.has(each);
      const x = isAbove ? 0 : (each.x - from) * scale;
      const width = isAbove ? 100 : each.width * scale;
      const isOff = x >= 99.9999 || x + width <= 0.0001;
      each.element.classList.toggle('off', isOff);
      if (isOff) continue;
      each.element.setAttribute('x', x + '%');
      each.element.setAttribute('width', width + '%');
      each.element.classList.toggle('narrow', width * pixels < minLabelPixels);
      each.element.classList.toggle('thin', width * pixels < maxThinPixels);
    }
  }

  function focus(box) {
    if (!box) return;
    current.element.setAttribute('tabindex', '-1');
    current = box;
    if (box.element.classList.contains('off')) zoom(box.parent < 0 ? null : boxes[box.parent]);
    box.element.setAttribute('tabindex', '0');
    box.element.focus();
    say(box);
  }

  function open(box) {
    const target = box.isRest ? boxes[box.parent] : box;
    zoom(target === zoomed ? boxes[target.parent] || null : target);
    focus(target);
  }

  for (const box of boxes) {
    box.element.setAttribute('tabindex', box === current ? '0' : '-1');
    box.element.setAttribute('role', 'button');
    box.element.setAttribute('aria-label', box.text);
    box.element.addEventListener('click', () => open(box));
    box.element.addEventListener('pointerenter', () => say(box));
  }

  icicle.addEventListener('keydown', event => {
    const siblings = siblingsOf(current);
    const at = siblings.indexOf(current);
    const actions = {
      ArrowRight: () => focus(siblings[at + 1]),
      ArrowLeft: () => focus(siblings[at - 1]),
      ArrowDown: () => focus(current.children[0]),
      ArrowUp: () => focus(boxes[current.parent]),
      Enter: () => open(current),
      ' ': () => open(current),
      Escape: () => zoom(zoomed && boxes[zoomed.parent] || null),
    };
    const action = actions[event.key];
    if (!action || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    action();
  });

  addEventListener('resize', () => zoom(zoomed));
  zoom(null);
})();
