// How many questions are answered so far: all else works without a script.
"use strict";
(() => {
  const form = document.querySelector("form[data-questions]");
  const line = document.querySelector(".so-far");
  if (!form || !line) return;
  const count = Number(form.dataset.questions);
  const tell = () => {
    const answered = new Set(
      [...form.querySelectorAll("input[type=radio]:checked")].map((each) => each.name),
    ).size;
    line.textContent = `${answered} of ${count} question${count === 1 ? "" : "s"} answered`;
  };
  form.addEventListener("change", tell);
  line.hidden = false;
  tell();
})();
