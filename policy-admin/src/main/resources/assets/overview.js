// New refusals, told by the server while the page is in sight. They can be paused, and nothing is shown twice.

const MOST = 50;
const place = document.querySelector('[data-live]');

/** One row of the list, made of the page's own template. */
function rowOf(refusal) {
  const row = place.querySelector('[data-live-row]').content.querySelector('li').cloneNode(true);
  const field = (name) => row.querySelector(`[data-field=${name}]`);
  row.dataset.id = refusal.id;
  row.classList.add('is-new');
  field('method').textContent = refusal.method;
  field('method').className = `method method-${refusal.method}`;
  field('path').textContent = refusal.path;
  field('api').textContent = refusal.api;
  field('reason').textContent = refusal.reason;
  field('token').textContent = refusal.token ?? 'no known token';
  row.querySelector('time').dateTime = refusal.at;
  row.querySelector('time').textContent = refusal.at;
  const why = field('why');
  why.hidden = !refusal.why;
  if (refusal.why) {
    why.setAttribute('href', refusal.why);
    why.setAttribute('aria-label', `Why was ${refusal.method} ${refusal.path} refused?`);
  }
  return row;
}

function start() {
  const list = place.querySelector('[data-live-list]');
  const state = place.querySelector('[data-live-state]');
  const button = place.querySelector('[data-live-pause]');
  let after = place.dataset.after;
  let source = null;
  let paused = false;

  const say = (text, kind) => {
    state.textContent = text;
    state.className = `badge badge-${kind}`;
  };

  const add = (event) => {
    after = event.lastEventId || after;
    const refusal = JSON.parse(event.data);
    if ([...list.children].some((row) => row.dataset.id === refusal.id)) {
      return;
    }
    const row = rowOf(refusal);
    list.prepend(row);
    // Times are shown in the reader's zone as in all parts of a page that come later.
    row.dispatchEvent(new CustomEvent('htmx:load', { bubbles: true, detail: { elt: row } }));
    while (list.children.length > MOST) {
      list.lastElementChild.remove();
    }
    place.querySelector('[data-live-empty]').hidden = true;
  };

  const close = () => {
    source?.close();
    source = null;
  };

  const pause = (text) => {
    paused = true;
    close();
    button.textContent = 'Go on';
    say(text, 'muted');
  };

  const open = () => {
    if (source || paused || document.hidden) {
      return;
    }
    source = new EventSource(`${place.dataset.live}?after=${encodeURIComponent(after)}`);
    source.addEventListener('open', () => say('live', 'ok'));
    source.addEventListener('refusal', add);
    source.addEventListener('missed', () => { place.querySelector('[data-live-missed]').hidden = false; });
    source.addEventListener('end', () => pause('stopped: open elsewhere, or signed out'));
    source.addEventListener('error', () => {
      if (source?.readyState === EventSource.CLOSED) {
        pause('stopped: signed out, or not to be had');
      } else {
        say('connecting', 'warn');
      }
    });
  };

  button.hidden = false;
  button.addEventListener('click', () => {
    if (paused) {
      paused = false;
      button.textContent = 'Pause';
      say('connecting', 'warn');
      open();
    } else {
      pause('paused');
    }
  });
  // A page out of sight holds no connection: a browser has only a few.
  document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()));
  say('connecting', 'warn');
  open();
}

if (place) {
  start();
}
