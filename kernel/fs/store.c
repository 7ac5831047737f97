// SPDX-License-Identifier: CC0-1.0
// The second datum that needs a lock: the byte is written, then the size, and a
// second core between the two would write over the byte.

#include "fs/store.h"

#include "handlers/each_core.h"
#include "handlers/handles.h"

static struct file {
    uint32_t size;
    uint8_t bytes[FS_FILE_SIZE];
} files[FS_FILES];

WATCHED int32_t fs_append_work(uint32_t what)
{
    struct file *file = &files[(what >> 8) % FS_FILES];

    if (file->size == FS_FILE_SIZE)
        return answer_of(ANSWER_FAILED);
    file->bytes[file->size] = (uint8_t)what;
    file->size++;
    return (int32_t)file->size;
}

uint32_t fs_size(uint32_t file) { return files[file].size; }
uint8_t fs_byte(uint32_t file, uint32_t at) { return files[file].bytes[at]; }
void fs_clear(uint32_t file) { files[file].size = 0; }

WATCHED int32_t int_append(uint32_t what)
{
    int32_t answer;
    __asm__ volatile("int %1" : "=a"(answer) : "i"(LOCK_FILESYSTEM), "0"(0), "b"(what) : "memory");
    return answer;
}

WATCHED void fs_normal(struct frame *frame) { frame->eax = (uint32_t)fs_append_work(frame->ebx); }

WATCHED void fs_busy(struct frame *frame) { frame->eax = (uint32_t)ANSWER_BUSY; }

static inline void fs_held_by(struct frame *frame, uint32_t owner)
{
    frame->eax = (uint32_t)(owner == me() ? answer_of(ANSWER_REENTERED) : ANSWER_BUSY);
}

BUSY_HANDLERS(fs)
