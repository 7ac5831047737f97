// SPDX-License-Identifier: GPL-2.0-or-later
// What the guest writes, character by character: to a stream of the program, or
// kept for a file. Watches for a text.
#pragma once
#include <cstdio>
#include <string>

namespace vectorscope {

class GuestText {
 public:
  /// `stream` may be null: then the text is kept.
  explicit GuestText(std::FILE* stream) : stream_(stream) {}

  void add(char character, const std::string& until);
  /// `until` was seen.
  [[nodiscard]] bool seen() const { return seen_; }
  [[nodiscard]] const std::string& kept() const { return kept_; }
  /// Ends an unfinished line of the stream, so that what follows stands alone.
  void end_line();
  void flush() const;

 private:
  std::FILE* stream_;
  std::string kept_, tail_;
  char last_ = '\n';
  bool seen_ = false;
};

}  // namespace vectorscope
