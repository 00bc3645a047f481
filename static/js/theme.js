// Runs before the first paint: the remembered theme, if somebody chose one.
try {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch { /* storage is off: the device decides */ }
