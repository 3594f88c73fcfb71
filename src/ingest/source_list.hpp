#pragma once

#include "ingest/source.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::ingest {

/// The sources of one run, in the order in which they are imported. Kept as text: a source takes its path and 16 bytes, where a
/// SourceFile takes some 400, and all of them are there from the first to the last.
class SourceList {
public:
  void push_back(const SourceFile& file);
  [[nodiscard]] std::size_t size() const { return places_.size(); }
  [[nodiscard]] bool empty() const { return places_.empty(); }
  /// Made on each call. `number` is below size().
  [[nodiscard]] SourceFile operator[](std::size_t number) const;

  /// By name, then by path.
  void sort();
  /// The same file reached by two ways is one source, the first of them, and asked for if one of them was.
  void drop_repeated();

  class Iterator {
  public:
    Iterator(const SourceList& list, std::size_t at) : list_(&list), at_(at) {}
    [[nodiscard]] SourceFile operator*() const { return (*list_)[at_]; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    friend bool operator==(const Iterator&, const Iterator&) = default;

  private:
    const SourceList* list_;
    std::size_t at_;
  };
  [[nodiscard]] Iterator begin() const { return {*this, 0}; }
  [[nodiscard]] Iterator end() const { return {*this, size()}; }

private:
  /// Where a source's path starts in the text. Its name is the path's end, as below a folder it mostly is, or follows it.
  struct Place {
    std::uint64_t start = 0;
    std::uint32_t path_size = 0;
    std::uint32_t name_size : 30 = 0;
    std::uint32_t name_follows : 1 = 0;
    std::uint32_t asked_for : 1 = 0;
  };
  static_assert(sizeof(Place) == 16);

  [[nodiscard]] std::string_view path(const Place& place) const { return std::string_view(text_).substr(place.start, place.path_size); }
  [[nodiscard]] std::string_view name(const Place& place) const {
    const std::uint64_t end = place.start + place.path_size + (place.name_follows ? place.name_size : 0);
    return std::string_view(text_).substr(end - place.name_size, place.name_size);
  }

  std::string text_;
  std::vector<Place> places_;
};

/// Files and folders as the user named them to a sorted list of files. Folders are walked to their end; links to
/// folders are not followed, hidden files and folders are passed over. A folder with a marker of a format of folders
/// (FormatInfo::folder_markers) is one source, named after the folder; what that format takes is no source of its own.
/// Throws IoError `input.missing` if an argument does not exist.
[[nodiscard]] SourceList discover(const std::vector<std::filesystem::path>& arguments);

} // namespace micrograph::ingest
