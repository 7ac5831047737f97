// SPDX-License-Identifier: CC0-1.0
// A small file store in memory: a few files of a few bytes, and of pages if they grow.
#ifndef FS_STORE_H
#define FS_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "cpu/cpu.h"
#include "traps/frame.h"

#define FS_FILES      4u
#define FS_FILE_SIZE  256u  // without pages of its own
#define FS_FILE_PAGES 32u   // it may have so many beside
#define FS_SWAP_FILE  0u    // the memory manager's: a byte for each page that it has room to swap out

// What is asked for, in one register: a byte for a file, or a page for it.
#define FS_APPEND(file, byte) ((uint32_t)(file) << 8 | (uint8_t)(byte))
#define FS_GROWS              0x10000u
#define FS_GROW(file)         (FS_GROWS | FS_APPEND(file, 0))
#define FS_FILE_OF(what)      ((uint8_t)((what) >> 8) % FS_FILES)

// The work, to be done under lock 82h: the file's new size, or an answer.
int32_t fs_append_work(uint32_t what);
int32_t fs_grow_work(uint32_t file);  // in pages; under order=same with lock 80h held too
uint32_t fs_size(uint32_t file);
uint32_t fs_pages(uint32_t file);
uint8_t fs_byte(uint32_t file, uint32_t at);
void fs_clear(uint32_t file);
void fs_give_page(uint32_t file, uint32_t page);

int32_t int_append(uint32_t what);  // one try through the interrupt
int32_t fs_grow(uint32_t file);     // takes the locks that it needs; ANSWER_BUSY: try again
bool fs_is_growing(void);           // on this core: the store itself wants a page

handler fs_normal, fs_busy;  // int 82h with FS_APPEND or FS_GROW in EBX
extern handler *const fs_row[MAX_CORES];

#endif
