// The pages of tokens: what is chosen shows what belongs to it. Without a script everything is shown.

function showChosen(form) {
  for (const radio of form.querySelectorAll('[data-shows]')) {
    const part = document.getElementById(radio.dataset.shows);
    if (part) {
      part.hidden = !radio.checked;
    }
  }
}

for (const form of document.querySelectorAll('form[data-issue]')) {
  form.addEventListener('change', () => showChosen(form));
  showChosen(form);
}

function showPlace(select) {
  for (const part of document.querySelectorAll('[data-place]')) {
    part.hidden = part.dataset.place !== select.value;
  }
  for (const part of document.querySelectorAll('[data-only]')) {
    part.hidden = part.dataset.only !== select.value;
  }
}

for (const select of document.querySelectorAll('[data-places]')) {
  select.addEventListener('change', () => showPlace(select));
  showPlace(select);
}

// The page that shows a secret is the answer to a form: loading it anew must not issue another token.
const leaves = document.querySelector('[data-leaves]')?.dataset.leaves;
if (leaves) {
  window.history.replaceState(null, '', leaves);
}

// Where something is wrong, reading begins there.
document.querySelector('main [data-focus]')?.focus();
