// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/guest_text.hpp"

namespace vectorscope {

void GuestText::add(char character, const std::string& until) {
  if (stream_)
    std::fputc(character, stream_);
  else
    kept_ += character;
  last_ = character;
  if (until.empty()) return;
  tail_ += character;
  if (tail_.size() > until.size()) tail_.erase(0, 1);
  if (tail_ == until) seen_ = true;
}

void GuestText::end_line() {
  if (stream_ && last_ != '\n') std::fputc('\n', stream_);
  last_ = '\n';
  flush();
}

void GuestText::flush() const {
  if (stream_) std::fflush(stream_);
}

}  // namespace vectorscope
