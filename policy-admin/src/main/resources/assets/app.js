// Behaviour that every page shares. What a page needs is said by data- attributes; nothing works only with a mouse.

const announcer = () => document.getElementById('announcer');

/** Says something to people who cannot see that the page changed. Other scripts send the event "announce". */
function announce(text) {
  const place = announcer();
  if (place) {
    place.textContent = '';
    window.setTimeout(() => { place.textContent = text; }, 50);
  }
}

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const UNITS = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

function spoken(date) {
  const seconds = (date.getTime() - Date.now()) / 1000;
  if (Math.abs(seconds) > 7 * 86400) {
    return day.format(date);
  }
  const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1];
  return relative.format(Math.round(seconds / size), unit);
}

/** Times are written by the server in UTC and shown in the reader's zone, with the exact time on hover. */
function showTimes(part) {
  for (const time of part.querySelectorAll('time[data-time]')) {
    const date = new Date(time.dateTime);
    if (!Number.isNaN(date.getTime())) {
      time.textContent = time.dataset.time === 'exact' ? day.format(date) : spoken(date);
      time.title = `${exact.format(date)} (${date.toISOString()})`;
    }
  }
}

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  const text = source.value ?? source.textContent;
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text.trim());
    button.textContent = 'Copied';
    announce('Copied');
  } catch {
    window.getSelection().selectAllChildren(source);
    button.textContent = 'Selected: press Ctrl+C';
  }
  window.setTimeout(() => { button.textContent = label; }, 2000);
}

function toggle(button) {
  const open = button.getAttribute('aria-expanded') !== 'true';
  button.setAttribute('aria-expanded', String(open));
  document.getElementById(button.dataset.toggle)?.classList.toggle('open', open);
}

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const copying = target?.closest('[data-copy]');
  const toggling = target?.closest('[data-toggle]');
  const opening = target?.closest('[data-dialog]');
  const closing = target?.closest('[data-close]');
  if (copying) {
    copy(copying);
  }
  if (toggling) {
    toggle(toggling);
  }
  if (opening) {
    document.getElementById(opening.dataset.dialog)?.showModal();
  }
  if (closing) {
    closing.closest('dialog')?.close();
  }
});

/** A form that is being sent is not sent twice. */
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.sent && form.method === 'post' && !form.hasAttribute('hx-post')) {
    event.preventDefault();
  }
  form.dataset.sent = 'yes';
  window.setTimeout(() => { delete form.dataset.sent; }, 3000);
});

document.addEventListener('announce', (event) => announce(event.detail));

/** Tabs (WAI-ARIA APG): arrows move, one panel is shown. */
function startTabs(list) {
  const tabs = [...list.querySelectorAll('[role=tab]')];
  const show = (chosen) => {
    for (const tab of tabs) {
      const on = tab === chosen;
      tab.setAttribute('aria-selected', String(on));
      tab.tabIndex = on ? 0 : -1;
      document.getElementById(tab.getAttribute('aria-controls')).hidden = !on;
    }
  };
  list.addEventListener('click', (event) => {
    const tab = event.target.closest('[role=tab]');
    if (tab) {
      show(tab);
    }
  });
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
      show(next);
      next.focus();
    }
  });
  show(tabs.find((tab) => tab.getAttribute('aria-selected') === 'true') ?? tabs[0]);
}

/**
 * Where there is little room, the rows of a list are shown as cards, whose cells say what they are. Their roles are named,
 * because a cell that is not laid out as one is none to a screen reader.
 */
function labelCells(table) {
  const names = [...table.tHead.rows[0].cells].map((cell) => (cell.querySelector('.visually-hidden') ? '' : cell.textContent));
  table.classList.add('is-labelled');
  table.setAttribute('role', 'table');
  for (const row of table.rows) {
    row.setAttribute('role', 'row');
    for (const cell of row.cells) {
      cell.setAttribute('role', cell.tagName === 'TH' ? 'columnheader' : 'cell');
      cell.dataset.label = names[cell.cellIndex];
    }
  }
}

/** All of a page, or of a part of it, as it comes. Other scripts say of what they add that it came ("htmx:load"). */
function start(part) {
  showTimes(part);
  part.querySelectorAll('[role=tablist]').forEach(startTabs);
  part.querySelectorAll('[data-cards]').forEach(labelCells);
}

start(document);

document.addEventListener('htmx:load', (event) => {
  const part = event.target;
  if (part !== document.body) {
    start(part);
    part.querySelector('[data-focus]')?.focus();
  }
});
