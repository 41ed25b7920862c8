"""Where documents become PDFs: a process beside each process that asks for them.

What typst and its fonts take, 60 MB and more for a long document, stays out of the web workers; a
document that takes for ever or brings typst down takes no page with it; and there is nothing that
a fork could break. It prints one document at a time, which is the cap on what printing takes.
"""
