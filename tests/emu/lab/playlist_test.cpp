// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/playlist.hpp"

#include <gmock/gmock.h>

#include "emu/lab/lab_file.hpp"

namespace vectorscope {
namespace {

using testing::HasSubstr;

TEST(Playlist, MakesALectureOf45Minutes) {
  const auto playlist = bundled_playlist();
  ASSERT_TRUE(playlist) << playlist.error().text;
  EXPECT_EQ(playlist->minutes(), 45u);
  EXPECT_FALSE(playlist->title.empty());
}

TEST(Playlist, EveryLabOfItHasNotesForTheSpeaker) {
  const auto playlist = bundled_playlist();
  ASSERT_TRUE(playlist) << playlist.error().text;
  for (const auto& item : playlist->items) {
    const auto lab = load_lab(item.lab);
    ASSERT_TRUE(lab) << lab.error().text;
    EXPECT_GT(lab->notes.size(), 100u) << item.lab;
  }
}

std::string error_of(const char* text) {
  const auto playlist = parse_playlist(text, "a.playlist");
  return playlist ? "" : playlist.error().text;
}

TEST(Playlist, WhatIsWrongIsSaidWithItsLine) {
  EXPECT_THAT(error_of("title = \"t\"\n[[lab]]\nname = \"no-such\"\nminutes = 3\n"),
              HasSubstr("a.playlist:3: there is no lab 'no-such'"));
  EXPECT_THAT(error_of("title = \"t\"\n[[lab]]\nname = \"twin-swap\"\nminutes = 3\n"
                       "[[lab]]\nname = \"twin-swap\"\nminutes = 3\n"),
              HasSubstr("a.playlist:6: lab 'twin-swap' is there twice"));
  EXPECT_THAT(error_of("title = \"t\"\n[[lab]]\nname = \"twin-swap\"\n"), HasSubstr("no minutes"));
  EXPECT_THAT(error_of("title = \"t\"\n[[lab]]\nname = \"twin-swap\"\nminutes = 0\n"),
              HasSubstr("a.playlist:4"));
  EXPECT_THAT(error_of("title = \"t\"\n"), HasSubstr("lab"));
  EXPECT_THAT(error_of("title"), HasSubstr("a.playlist:1"));
}

}  // namespace
}  // namespace vectorscope
