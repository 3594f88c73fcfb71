#include "lift/lifter.hpp"

#include "document/xml_reader.hpp"

#include <cstdint>
#include <vector>

// Shares nothing with the lifters, so that neither can hide what the other loses.

namespace micrograph::lift {

namespace {

class LeafCounter final : public document::PlainXmlHandler {
public:
  void start_element(std::size_t attributes) override {
    end_text(true);
    if (!open_.empty())
      open_.back().has_children = true;
    open_.push_back({attributes > 0, false});
    leaves_ += attributes;
  }
  void end_element() override {
    const bool had_text = text_ != Text::none;
    const Open element = open_.back();
    end_text(element.has_children);
    open_.pop_back();
    if (!element.has_attributes && !element.has_children && !had_text)
      ++leaves_;
  }
  void text(std::string_view piece) override {
    if (piece.empty())
      return;
    const bool blank = piece.find_first_not_of(" \t\r\n") == std::string_view::npos;
    text_ = blank && text_ != Text::words ? Text::blank : Text::words;
  }
  void processing_instruction() override {
    end_text(true);
    if (!open_.empty())
      open_.back().has_children = true;
    ++leaves_;
  }
  [[nodiscard]] std::uint64_t leaves() const { return leaves_; }

private:
  enum class Text { none, blank, words };
  struct Open {
    bool has_attributes;
    bool has_children;
  };

  /// White space is a leaf only where it is all that an element holds.
  void end_text(bool has_siblings) {
    if (text_ == Text::words || (text_ == Text::blank && !has_siblings))
      ++leaves_;
    text_ = Text::none;
  }

  std::vector<Open> open_;
  Text text_ = Text::none;
  std::uint64_t leaves_ = 0;
};

std::uint64_t count_values(const document::Record& record) {
  std::uint64_t count = record.has_value ? 1 : 0;
  for (const document::Record& child : record.children)
    count += count_values(child);
  return count;
}

} // namespace

std::uint64_t count_leaves(const document::Document& document) {
  if (document.kind == document::Kind::record)
    return count_values(document.record);
  LeafCounter counter;
  document::read_xml_plain(document.bytes, document.place, counter);
  return counter.leaves();
}

} // namespace micrograph::lift
