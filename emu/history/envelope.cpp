// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/history/envelope.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <new>

#include <fmt/format.h>
#include <zstd.h>

namespace vectorscope {
namespace {

// As PNG does it: a byte that is no text, and line ends that a transfer as text
// would change.
constexpr std::array<std::uint8_t, 8> kMagic = {0x89, 'V', 'S', 'R', '\r', '\n', 0x1A, '\n'};
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kHeader = kMagic.size() + 1;
constexpr std::size_t kChunk = 128u << 10;  // the largest block of a frame

struct Free {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

/// Unpacks piece by piece: memory grows with what is there, not with what the
/// frame claims.
Result<std::vector<std::uint8_t>> unpack(std::span<const std::uint8_t> frame, std::size_t most) {
  const std::unique_ptr<ZSTD_DCtx, Free> context(ZSTD_createDCtx());
  if (!context) throw std::bad_alloc();
  std::vector<std::uint8_t> contents;
  ZSTD_inBuffer in{frame.data(), frame.size(), 0};
  for (std::size_t left = 1; left != 0;) {
    const std::size_t have = contents.size();
    if (have > most)
      return fail(fmt::format("unpacks to more than {} bytes; it is damaged or hostile", most));
    contents.resize(have + kChunk);
    ZSTD_outBuffer out{contents.data() + have, kChunk, 0};
    const std::size_t consumed = in.pos;
    left = ZSTD_decompressStream(context.get(), &out, &in);
    contents.resize(have + (ZSTD_isError(left) != 0 ? 0 : out.pos));
    if (ZSTD_isError(left) != 0)
      return fail(fmt::format("is damaged after byte {}: {}; record or copy it again",
                              kHeader + consumed, ZSTD_getErrorName(left)));
    if (left != 0 && in.pos == in.size && out.pos < kChunk)
      return fail(fmt::format("is truncated at byte {}; record or copy it again",
                              kHeader + frame.size()));
  }
  if (in.pos != in.size)
    return fail(fmt::format("goes on after its end at byte {}; record or copy it again",
                            kHeader + in.pos));
  return contents;
}

}  // namespace

bool is_recording(std::span<const std::uint8_t> file) {
  return file.size() >= kMagic.size() && std::equal(kMagic.begin(), kMagic.end(), file.begin());
}

std::vector<std::uint8_t> seal(std::span<const std::uint8_t> contents) {
  const std::unique_ptr<ZSTD_CCtx, Free> context(ZSTD_createCCtx());
  if (!context) throw std::bad_alloc();
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  std::vector<std::uint8_t> file(kHeader + ZSTD_compressBound(contents.size()));
  std::ranges::copy(kMagic, file.begin());
  file[kMagic.size()] = kVersion;
  // With room for the bound only memory can be missing.
  const std::size_t packed =
      ZSTD_compress2(context.get(), file.data() + kHeader, file.size() - kHeader, contents.data(),
                     contents.size());
  if (ZSTD_isError(packed) != 0) throw std::bad_alloc();
  file.resize(kHeader + packed);
  return file;
}

Result<std::vector<std::uint8_t>> unseal(std::span<const std::uint8_t> file, std::size_t most) {
  if (file.empty()) return fail("is empty; name a recording made with --record");
  if (!is_recording(file))
    return fail("is no recording (its first 8 bytes say so); name one made with --record");
  if (file.size() < kHeader) return fail("is truncated at byte 8; record or copy it again");
  if (file[kMagic.size()] != kVersion)
    return fail(fmt::format("is a recording of version {}, and this program reads version {}; "
                            "record it again or use the program that made it",
                            file[kMagic.size()], kVersion));
  return unpack(file.subspan(kHeader), most);
}

}  // namespace vectorscope
