// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/base/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace vectorscope {
namespace {

std::string reason(int error) { return std::generic_category().message(error); }

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const { return number_; }
  /// Some file systems report a failed write only here.
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

bool write_all(int file, std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

Result<std::vector<std::uint8_t>> read_file(const std::string& path, std::uint64_t limit) {
  // O_NONBLOCK: opening a pipe that nobody writes to must not wait for ever.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status {};
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0)
    return fail(fmt::format("{}: cannot be read: {}; check the path", path, reason(errno)));
  if (S_ISDIR(status.st_mode))
    return fail(fmt::format("{}: is a directory; name a file in it", path));
  if (!S_ISREG(status.st_mode))
    return fail(fmt::format("{}: is not a regular file; copy it into one first", path));
  if (static_cast<std::uint64_t>(status.st_size) > limit)
    return fail(fmt::format("{}: has {} bytes, over the limit of {}; is it the right file?", path,
                            status.st_size, limit));
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(status.st_size));
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t got = ::read(file.number(), bytes.data() + have, bytes.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(fmt::format("{}: cannot be read: {}", path, reason(errno)));
    if (got == 0) break;  // it shrank meanwhile
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

Result<void> write_file(const std::string& path, std::span<const std::uint8_t> bytes) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode))
    return fail(fmt::format("{}: is not a regular file; name another one", path));
  const std::string temporary = fmt::format("{}.{}.new", path, ::getpid());
  ::unlink(temporary.c_str());
  Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (file.number() < 0)
    return fail(fmt::format("{}: cannot be written: {}; check the folder", path, reason(errno)));
  if (write_all(file.number(), bytes) && ::fsync(file.number()) == 0 && file.close() &&
      std::rename(temporary.c_str(), path.c_str()) == 0)
    return {};
  const int error = errno;
  ::unlink(temporary.c_str());
  return fail(fmt::format("{}: cannot be written: {}; check the path and the space left", path,
                          reason(error)));
}

}  // namespace vectorscope
