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

// Looking into the browser's storage takes a phone longer than all else here: not before there is somebody to read.
let isRead = false;
function read() {
  if (isRead) return;
  isRead = true;
  for (const field of fields) {
    kept((storage) => { field.value = storage.getItem(keyOf(field)) ?? field.value; });
    show(field);
  }
  forget.hidden = fields.every((each) => !each.value);
}

for (const field of fields) {
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
notes.addEventListener("toggle", read);
window.addEventListener("beforeprint", read);
if (notes.open) read();
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
