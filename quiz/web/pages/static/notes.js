// The student's own lines: kept by this tab alone while it is open, printed with the page, sent nowhere.
const notes = document.querySelector("[data-notes]");
const fields = [...notes.querySelectorAll("[data-note]")];
const told = notes.querySelector("[role=status]");
const forget = notes.querySelector("[data-forget]");
const keyOf = (field) => `${notes.dataset.notes}/${field.dataset.note}`;

// A browser may keep nothing (private windows, full or forbidden storage): then writing and printing still work.
function kept(act) {
  try {
    act(window.sessionStorage);
    return true;
  } catch {
    return false;
  }
}

function show(field) {
  const paper = notes.querySelector(`[data-paper="${field.dataset.note}"]`);
  paper.textContent = field.value;
  field.closest(".note").classList.toggle("note--empty", !field.value.trim());
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 4}px`;
}

for (const field of fields) {
  kept((storage) => { field.value = storage.getItem(keyOf(field)) ?? field.value; });
  show(field);
  field.addEventListener("input", () => {
    show(field);
    const isKept = kept((storage) => {
      if (field.value) storage.setItem(keyOf(field), field.value);
      else storage.removeItem(keyOf(field));
    });
    told.textContent = isKept ? "" : told.dataset.notKept;
    forget.hidden = fields.every((each) => !each.value);
  });
}

notes.classList.add("notes--live");
forget.hidden = fields.every((each) => !each.value);
forget.addEventListener("click", () => {
  for (const field of fields) {
    field.value = "";
    kept((storage) => storage.removeItem(keyOf(field)));
    show(field);
  }
  forget.hidden = true;
  told.textContent = told.dataset.forgotten;
  fields[0].focus();
});
