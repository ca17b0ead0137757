// Every element with text of its own that can be seen and whose contrast with what is behind it is below 4.5.
const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const rgba = colour => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return canvas.getImageData(0, 0, 1, 1).data;
};
const luminance = c => [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
  const v = c[i] / 255;
  return sum + weight * (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
}, 0);
const behind = e => {
  for (let at = e; at; at = at.parentElement) {
    const colour = rgba(getComputedStyle(at).backgroundColor);
    if (colour[3] === 255) {
      return colour;
    }
  }
  return rgba('white');
};
const poor = [];
for (const e of document.body.querySelectorAll('*')) {
  const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  if (own && e.checkVisibility() && !e.closest('script, style, noscript, title')) {
    const style = getComputedStyle(e);
    const [a, b] = [rgba(e.closest('svg') ? style.fill : style.color), behind(e)].map(luminance);
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) {
      poor.push(e.tagName + ' ' + e.className + ' "' + e.textContent.slice(0, 30) + '" ' + contrast.toFixed(2));
    }
  }
}
return poor.slice(0, 20);
