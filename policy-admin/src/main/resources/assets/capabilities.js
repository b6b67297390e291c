// Searching and ticking operations. Without this script all of them are shown, and each is ticked by itself.

/** Says something to people who cannot see that the page changed. */
function announce(text) {
  const place = document.getElementById('announcer');
  if (place) {
    place.textContent = text;
  }
}

const shown = (element) => !element.closest('[hidden]');

/** Opens the groups that hold what was found, and hides those that hold nothing. */
function filter(picker, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const choice of picker.querySelectorAll('[data-text]')) {
    choice.hidden = !words.every((word) => choice.dataset.text.includes(word));
    found += choice.hidden ? 0 : 1;
  }
  for (const group of picker.querySelectorAll('[data-group]')) {
    group.hidden = !group.querySelector('[data-text]:not([hidden])');
    if (words.length > 0 && group instanceof HTMLDetailsElement) {
      group.open = !group.hidden;
    }
  }
  const place = picker.querySelector('[data-found]');
  place.textContent = words.length === 0 ? '' : found === 1 ? '1 operation found' : `${found} operations found`;
}

function tickAll(box) {
  for (const each of box.closest('fieldset').querySelectorAll('[name=pick]')) {
    if (shown(each)) {
      each.checked = box.checked;
    }
  }
}

/** A box for a group is ticked where all of the group are, and half ticked where some are. */
function showGroups(picker) {
  for (const box of picker.querySelectorAll('[data-tick-all]')) {
    const all = [...box.closest('fieldset').querySelectorAll('[name=pick]')];
    const ticked = all.filter((each) => each.checked).length;
    box.checked = ticked === all.length;
    box.indeterminate = ticked > 0 && ticked < all.length;
  }
}

function start(picker) {
  picker.querySelectorAll('[data-needs-script]').forEach((each) => { each.hidden = false; });
  showGroups(picker);
  // What was typed before the script came, or is still there after going back, counts too.
  const search = picker.querySelector('[data-filter]');
  if (search?.value) {
    filter(picker, search.value);
  }
  picker.addEventListener('input', (event) => {
    if (event.target.matches('[data-filter]')) {
      filter(picker, event.target.value);
    }
  });
  // Enter in the search would send the whole form.
  picker.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target.matches('[data-filter]')) {
      event.preventDefault();
    }
  });
  picker.addEventListener('change', (event) => {
    if (event.target.matches('[data-tick-all]')) {
      tickAll(event.target);
    }
    showGroups(picker);
  }, true);
}

document.querySelectorAll('[data-picker]').forEach(start);

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-untick]') : null;
  if (button) {
    const box = [...document.querySelectorAll('[name=pick]')].find((each) => each.value === button.dataset.untick);
    if (box) {
      box.checked = false;
      box.closest('[data-picker]') && showGroups(box.closest('[data-picker]'));
    }
  }
}, true);

/** What was asked for is where one goes on; where the button that was pressed is gone, beside where it stood. */
function moveFocus(part) {
  const wanted = part.querySelector('[data-focus]');
  if (wanted) {
    wanted.focus();
  } else if (document.activeElement === document.body) {
    [...part.querySelectorAll('button[value^="add-"]')].at(-1)?.focus();
  }
}

document.addEventListener('htmx:load', (event) => {
  const part = event.detail.elt;
  if (part === document.body) {
    part.querySelector('.notice[data-focus]')?.focus();
  } else if (part.matches?.('.limits')) {
    moveFocus(part);
  } else if (part.id === 'capabilities') {
    const rows = part.querySelectorAll('.capability-row').length;
    announce(rows === 1 ? '1 capability chosen' : `${rows} capabilities chosen`);
    moveFocus(part);
  }
});
