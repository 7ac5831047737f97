// SPDX-License-Identifier: CC0-1.0
// What the boot loader says (Multiboot 1, section 3.3). Everything is read
// before the trampoline goes into low memory, where loaders may have put this.

#include "boot/multiboot.h"

#define HAS_MEMORY       (1u << 0)
#define HAS_COMMAND_LINE (1u << 2)
#define HAS_MEMORY_MAP   (1u << 6)
#define TYPE_RAM         1u

struct multiboot_info {
    uint32_t flags;
    uint32_t memory_lower, memory_upper;  // in KB; the upper begins at 1 MB
    uint32_t boot_device;
    uint32_t command_line;
    uint32_t modules_count, modules;
    uint32_t symbols[4];
    uint32_t map_length, map;
};

struct map_entry {
    uint32_t size;  // of the rest
    uint64_t base, length;
    uint32_t type;
} __attribute__((packed));

const char *multiboot_command_line(const struct multiboot_info *info)
{
    return info->flags & HAS_COMMAND_LINE ? (const char *)info->command_line : "";
}

void multiboot_memory(const struct multiboot_info *info, void (*found)(uint64_t begin, uint64_t end))
{
    if (!(info->flags & HAS_MEMORY_MAP)) {
        if (info->flags & HAS_MEMORY)
            found(0x100000, 0x100000 + (uint64_t)info->memory_upper * 1024);
        return;
    }
    for (uint32_t at = info->map; at < info->map + info->map_length;) {
        const struct map_entry *entry = (const struct map_entry *)at;
        if (entry->type == TYPE_RAM)
            found(entry->base, entry->base + entry->length);
        at += entry->size + sizeof entry->size;
    }
}
