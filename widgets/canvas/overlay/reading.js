// Where a page is only read: what patches ask of a text that is being written, answered with nothing.
function graft() { return null; }
function holdCaret() { return null; }
function keepCaret() {}
