// Tells the page around this frame which token the number got.
const { token, origin } = document.getElementById("taken").dataset;
parent.postMessage(JSON.stringify({ token }), origin);
