// The key of a reset stands behind '#', which no browser sends to a server. It goes into the form and out of the address.
const key = document.getElementById('key');
if (key && window.location.hash.length > 1) {
  key.value = window.location.hash.slice(1);
  window.history.replaceState(null, '', window.location.pathname);
  document.getElementById('key-field').hidden = true;
  document.getElementById('password').focus();
}
