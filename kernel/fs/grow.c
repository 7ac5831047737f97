// SPDX-License-Identifier: CC0-1.0
// A file grows by a page: the store asks the memory manager from within its own
// section, as the memory manager asks the store from within its (pmm/expansion.c).
// So there are two ways to nest the same two locks. order=same leaves one: whoever
// wants a file to grow takes the memory's lock before he calls the store.

#include "boot/switches.h"
#include "fs/store.h"
#include "handlers/handles.h"
#include "locks/nested.h"
#include "locks/retry.h"
#include "locks/section.h"
#include "pmm/pmm.h"

static volatile bool growing[MAX_CORES];

bool fs_is_growing(void) { return growing[me()]; }

static int32_t ask_for_page(uint32_t unused)
{
    (void)unused;
    return int_alloc();
}

WATCHED int32_t fs_grow_work(uint32_t file)
{
    if (fs_pages(file) == FS_FILE_PAGES)
        return answer_of(ANSWER_FAILED);
    growing[me()] = true;
    const int32_t page = switches.order == ORDER_SAME ? pmm_alloc_work() : ask_nested(ask_for_page, 0);
    growing[me()] = false;
    if (page < 0)
        return page;
    fs_give_page(file, (uint32_t)page);
    return (int32_t)fs_pages(file);
}

WATCHED int32_t fs_grow(uint32_t file)
{
    uint32_t flags;

    if (switches.order == ORDER_OPPOSITE)
        return int_append(FS_GROW(file));
    if (section_enter(PMM_ALLOC_INT, &flags))
        return ANSWER_BUSY;
    const int32_t pages = ask_nested(int_append, FS_GROW(file));
    section_leave(PMM_ALLOC_INT, flags);
    return pages;
}
