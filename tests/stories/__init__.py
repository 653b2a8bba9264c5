"""A written day of one hall, played through the HTTP contract and read as it is written.

`days/*.txt` is the day: situations of a few lines each, in Vietnamese, for a director to read and dispute. Nothing else
says what happens, and every line of it is either done or looked at:

    ## Tên của tình huống
    07:30  Quầy 1 bấm Gọi tiếp → A001 (Lấy số 07:15, sớm nhất trong lĩnh vực Hộ tịch)
           Màn hình sảnh: A001 đến Quầy số 1

A line with a time is an act; what comes of it must stand after the arrow, a refusal as `không được: …` in the words
the person reads. A line without a time is a sight: what is seen there now must be what stands after the colon.
After every act all screens are compared with each other besides.

Sentences are Python functions of one noun each (`kiosk`, `counter`, `desk`, `phone`, `screens`): to write about
something new, write the lines, and for a sentence nobody knows yet a function under `@act("…")` or `@sight("…")`.
A number of another day is written with its date: `A031 ngày 23/11`.
"""
