// SPDX-License-Identifier: CC0-1.0
// The file store behind lock 82h.

#include "boot/cores.h"
#include "fs/store.h"
#include "handlers/claim.h"
#include "labs/barrier.h"
#include "locks/retry.h"
#include "pmm/pmm.h"
#include "selftest/selftest.h"

#define FILE    3u
#define GROWING 2u
#define TIMES   16u

// order=same on-busy=release: the memory manager calls the store, and the store the memory manager.
static void test_nested(void)
{
    const uint32_t notes = fs_size(FS_SWAP_FILE);

    pmm_low_water = ~0u;  // however much there is
    const int32_t page = int_alloc();
    found(page > 0 && fs_size(FS_SWAP_FILE) == notes + 1,
          "short of memory: a page, and room in the swap file");
    const uint32_t before = pmm_free_count;
    *slot_at(LOCK_FILESYSTEM) = busy_of(LOCK_FILESYSTEM, MAX_CORES - 1);
    found(int_alloc() == -1 && pmm_free_count == before, "and no page while the file store is busy");
    *slot_at(LOCK_FILESYSTEM) = fs_normal;
    found(fs_grow(GROWING) == 1 && fs_size(FS_SWAP_FILE) == notes + 1, "a file grows by a page without one");
    pmm_low_water = 0;
    int_free((uint32_t)page);
    for (uint32_t at = 0; at <= FS_FILE_SIZE; at++)
        int_append(FS_APPEND(GROWING, at));
    found(fs_byte(GROWING, FS_FILE_SIZE) == 0 && fs_byte(GROWING, FS_FILE_SIZE - 1) == 255,
          "it goes on in its page: %u bytes", fs_size(GROWING));
}

void test_files(void)
{
    handler *normal = *slot_at(LOCK_FILESYSTEM);
    const int32_t first = int_append(FS_APPEND(FILE, 'a')), second = int_append(FS_APPEND(FILE, 'b'));

    found(first == 1 && second == 2 && fs_byte(FILE, 1) == 'b', "int 82h appends: %d, %d", first, second);
    *slot_at(LOCK_FILESYSTEM) = busy_of(LOCK_FILESYSTEM, MAX_CORES - 1);
    found(int_append(FS_APPEND(FILE, 'c')) == -1, "held by another: int 82h answers %d",
          int_append(FS_APPEND(FILE, 'c')));
    *slot_at(LOCK_FILESYSTEM) = normal;
    claim(LOCK_FILESYSTEM);
    found(int_append(FS_APPEND(FILE, 'c')) == -2, "held by itself: int 82h answers %d",
          int_append(FS_APPEND(FILE, 'c')));
    const int32_t page = int_alloc();
    found(page > 0 && int_free((uint32_t)page) == 0, "lock 82 is held: lock 80 is another one");
    release(LOCK_FILESYSTEM);
    while (int_append(FS_APPEND(FILE, 'x')) > 0)
        ;
    found(fs_size(FILE) == FS_FILE_SIZE && int_append(FS_APPEND(FILE, 'x')) == -3,
          "a full file of %u bytes: int 82h answers %d", fs_size(FILE), int_append(FS_APPEND(FILE, 'x')));
    fs_clear(FILE);
    test_nested();
}

// All cores append to one file.
void test_shared_file(uint32_t core)
{
    barrier_wait();
    for (uint32_t i = 0; i < TIMES; i++)
        for (uint32_t tries = 0; int_append(FS_APPEND(FILE, 'A' + core)) < 0; tries++)
            backoff_wait(tries);
    barrier_wait();
    if (core == 0) {
        uint32_t mine = 0;
        for (uint32_t at = 0; at < fs_size(FILE); at++)
            mine += fs_byte(FILE, at) == 'A';
        found(fs_size(FILE) == TIMES * cores_up && mine == TIMES,
              "all cores append to one file: %u bytes, %u of them of core 0", fs_size(FILE), mine);
    }
    barrier_wait();
}
