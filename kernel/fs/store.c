// SPDX-License-Identifier: CC0-1.0
// The second datum that needs a lock: the byte is written, then the size, and a
// second core between the two would write over the byte. A file begins in the
// kernel's image and may grow by pages (fs/grow.c).

#include "fs/store.h"

#include "handlers/each_core.h"
#include "handlers/handles.h"
#include "pmm/pmm.h"

static struct file {
    uint32_t size, pages;
    uint8_t bytes[FS_FILE_SIZE];
    uint32_t page[FS_FILE_PAGES];  // addresses
} files[FS_FILES];

static uint8_t *place(struct file *file, uint32_t at)
{
    if (at < FS_FILE_SIZE)
        return &file->bytes[at];
    at -= FS_FILE_SIZE;
    return (uint8_t *)file->page[at / PAGE_SIZE] + at % PAGE_SIZE;
}

WATCHED int32_t fs_append_work(uint32_t what)
{
    struct file *file = &files[FS_FILE_OF(what)];

    if (file->size == FS_FILE_SIZE + file->pages * PAGE_SIZE)
        return answer_of(ANSWER_FAILED);
    *place(file, file->size) = (uint8_t)what;
    file->size++;
    return (int32_t)file->size;
}

uint32_t fs_size(uint32_t file) { return files[file].size; }
uint32_t fs_pages(uint32_t file) { return files[file].pages; }
uint8_t fs_byte(uint32_t file, uint32_t at) { return *place(&files[file], at); }
void fs_clear(uint32_t file) { files[file].size = 0; }

void fs_give_page(uint32_t file, uint32_t page)
{
    files[file].page[files[file].pages] = page;
    files[file].pages++;
}

WATCHED int32_t int_append(uint32_t what)
{
    int32_t answer;
    __asm__ volatile("int %1" : "=a"(answer) : "i"(LOCK_FILESYSTEM), "0"(0), "b"(what) : "memory");
    return answer;
}

WATCHED void fs_normal(struct frame *frame)
{
    const uint32_t what = frame->ebx;

    frame->eax = (uint32_t)(what & FS_GROWS ? fs_grow_work(FS_FILE_OF(what)) : fs_append_work(what));
}

WATCHED void fs_busy(struct frame *frame) { frame->eax = (uint32_t)ANSWER_BUSY; }

static inline void fs_held_by(struct frame *frame, uint32_t owner)
{
    frame->eax = (uint32_t)(owner == me() ? answer_of(ANSWER_REENTERED) : ANSWER_BUSY);
}

BUSY_HANDLERS(fs)
