#include "document/xml_input.hpp"

#include "base/as_text.hpp"
#include "base/xml_escapes.hpp"
#include "document/plain_xml.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace micrograph::document {

namespace {

/// The bytes that read() must look at; the others are copied in runs.
constexpr auto interesting = [] {
  std::array<bool, 256> table{};
  for (int c = 0; c < 0x20; ++c)
    table[static_cast<std::size_t>(c)] = c != '\t' && c != '\n' && c != '\r';
  for (const char c : {'<', '>', '&', '"', '\''})
    table[static_cast<unsigned char>(c)] = true;
  return table;
}();

constexpr std::size_t block_size = 64 * 1024;
constexpr std::size_t look_ahead = 64; ///< bytes behind a character that special() may look at
constexpr std::size_t look_behind = 8; ///< bytes before it

} // namespace

XmlInput::XmlInput(std::span<const std::byte> document, std::string source)
    : source_(std::move(source)), complete_(true) {
  start_reading(as_text(document));
  if (utf16_) {
    utf16_->finish(source_);
    rest_ = window_;
  }
  const std::size_t last = rest_.find_last_not_of('\0');
  const std::size_t length = last == std::string_view::npos ? 0 : last + 1;
  trailing_nuls_ = rest_.size() - length;
  rest_ = rest_.substr(0, length);
  is_plain_ = is_plain_xml(rest_, max_attributes);
}

XmlInput::XmlInput(ByteSource& bytes) : source_(bytes.name()), bytes_(&bytes) {
  std::string start(XmlEncoding::wanted, '\0');
  std::size_t length = 0;
  while (length < start.size() && !complete_) {
    const std::size_t count =
        bytes.read_at(bytes_offset_, std::as_writable_bytes(std::span(start).subspan(length)));
    bytes_offset_ += count;
    length += count;
    complete_ = count == 0;
  }
  start.resize(length);
  start_reading(start);
  if (!utf16_)
    window_ = rest_;
  else if (complete_)
    utf16_->finish(source_);
  rest_ = window_;
}

/// Finds out the encoding. Leaves what stands behind the mark in rest_, or UTF-16 converted in window_.
void XmlInput::start_reading(std::string_view start) {
  encoding_ = find_encoding(start, source_);
  rest_ = start.substr(encoding_.mark_length);
  if (encoding_.utf16 == XmlEncoding::Utf16::no)
    return;
  utf16_.emplace(encoding_.utf16 == XmlEncoding::Utf16::big_endian);
  window_.reserve(rest_.size());
  utf16_->append(window_, rest_);
}

/// Moves the window on, and reads more behind it.
void XmlInput::refill() {
  if (utf16_)
    utf16_->check(source_);
  const std::size_t gone = position_ - std::min(position_, look_behind);
  window_.erase(0, gone);
  position_ -= gone;
  section_start_ -= gone;
  line_start_ -= gone;
  block_.resize(block_size);
  const std::size_t count = bytes_->read_at(bytes_offset_, std::as_writable_bytes(std::span(block_)));
  bytes_offset_ += count;
  complete_ = count == 0;
  const std::string_view block(block_.data(), count);
  if (!utf16_)
    window_ += block;
  else if (complete_)
    utf16_->finish(source_);
  else
    utf16_->append(window_, block);
  rest_ = window_;
}

std::size_t XmlInput::read(std::span<char> out) {
  if (is_plain_) {
    const std::size_t count = rest_.copy(out.data(), out.size(), position_);
    position_ += count;
    bytes_given_ += count;
    return count;
  }
  std::size_t written = 0;
  while (written < out.size() && exceeded_.empty()) {
    // Short of the end, as much stays back as a look at a character may want to see behind it.
    const std::size_t kept_back = complete_ ? 0 : look_ahead;
    if (rest_.size() - position_ <= kept_back) {
      if (complete_)
        break;
      refill();
      continue;
    }
    const std::size_t room = std::min(out.size() - written, rest_.size() - position_ - kept_back);
    const char* const start = rest_.data() + position_;
    std::size_t run = 0;
    while (run < room && !interesting[static_cast<unsigned char>(start[run])])
      ++run;
    std::copy_n(start, run, out.data() + written);
    written += run;
    if (bytes_)
      count_lines(start, run);
    position_ += run;
    check_section();
    if (run == room)
      continue;
    char c = start[run];
    if (special(c)) {
      out[written++] = c;
      ++position_;
    }
  }
  bytes_given_ += written;
  return written;
}

void XmlInput::count_lines(const char* from, std::size_t length) {
  const std::string_view text(from, length);
  const std::size_t last = text.rfind('\n');
  if (last == std::string_view::npos)
    return;
  line_ += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
  line_start_ = position_ + last + 1;
}

void XmlInput::check_section() {
  const std::size_t size = position_ - section_start_;
  if (section_ == Section::declaration && size > max_declaration_size)
    exceeded_ = "a declaration has more than " + std::to_string(max_declaration_size) + " bytes";
  else if (bytes_ && section_ != Section::text && size > max_markup_size)
    exceeded_ = "a tag, comment or section has more than " + std::to_string(max_markup_size) + " bytes";
}

std::optional<XmlInput::Spot> XmlInput::next_start_tag() {
  if (start_tags_.empty())
    return std::nullopt;
  const Spot spot = start_tags_.front();
  start_tags_.pop_front();
  return spot;
}

/// Takes note of a character that may matter; false if it was left out.
bool XmlInput::special(char& c) {
  switch (c) {
  case '<':
    if (section_ == Section::text || section_ == Section::tag || section_ == Section::declaration)
      enter_section();
    return true;
  case '>':
    if (section_ends())
      section_ = Section::text;
    return true;
  case '"':
  case '\'':
    if (section_ == Section::tag) {
      if (quote_ == 0) {
        quote_ = c;
        if (++attributes_ > max_attributes)
          exceeded_ = "an element has more than " + std::to_string(max_attributes) + " attributes";
      } else if (quote_ == c) {
        quote_ = 0;
      }
    }
    return true;
  case '&':
    if (!bytes_ && (section_ == Section::text || section_ == Section::tag))
      if (const std::size_t length = forbidden_reference(); length > 0) {
        ++forbidden_references_;
        position_ += length;
        return false;
      }
    return true;
  default:
    if (bytes_) {
      // The parser takes a NUL byte for the end of the document, but refuses every other control character.
      c = c == '\0' ? '\x01' : c;
      return true;
    }
    ++control_characters_;
    ++position_;
    return false;
  }
}

void XmlInput::enter_section() {
  const std::string_view here = rest_.substr(position_, 9);
  section_ = here.starts_with("<!--")        ? Section::comment
             : here.starts_with("<![CDATA[") ? Section::cdata
             : here.starts_with("<?")        ? Section::instruction
             : here.starts_with("<!")        ? Section::declaration
                                             : Section::tag;
  quote_ = 0;
  attributes_ = 0;
  section_start_ = position_;
  if (bytes_ && section_ == Section::tag && !here.starts_with("</"))
    start_tags_.push_back({line_, position_ - line_start_ + 1});
}

bool XmlInput::section_ends() const {
  const std::string_view before = rest_.substr(0, position_);
  switch (section_) {
  case Section::tag:
    return quote_ == 0;
  case Section::comment:
    return before.ends_with("--") && position_ - section_start_ >= 6; // `<!-->` opens one
  case Section::cdata:
    return before.ends_with("]]");
  case Section::instruction:
    return before.ends_with("?");
  default:
    return true;
  }
}

/// Length of the character reference at the position if XML forbids the character, else 0.
std::size_t XmlInput::forbidden_reference() const {
  const std::string_view here = rest_.substr(position_, 64);
  if (!here.starts_with("&#"))
    return 0;
  const bool hexadecimal = here.substr(2).starts_with('x');
  const std::size_t first_digit = hexadecimal ? 3 : 2;
  std::uint32_t value = 0;
  for (std::size_t i = first_digit; i < here.size(); ++i) {
    const auto c = static_cast<unsigned char>(here[i]);
    if (c == ';')
      return i > first_digit && !is_xml_character(value) ? i + 1 : 0;
    if (!(hexadecimal ? std::isxdigit(c) : std::isdigit(c)))
      return 0;
    const std::uint32_t digit = std::isdigit(c) ? c - '0' : (c | 0x20) - 'a' + 10u;
    value = std::min<std::uint32_t>(value * (hexadecimal ? 16 : 10) + digit, 0x110000);
  }
  return 0;
}

void XmlInput::report(FindingSink& findings) const {
  const auto mended = [&](const char* code, std::uint64_t count, const std::string& text) {
    if (count > 0)
      findings.report(
          {code, Severity::warning, Place{source_, {}, {}, {}, {}}, std::to_string(count) + text});
  };
  mended("xml.control-character", control_characters_,
         " control characters that XML forbids were left out; the writing program should be told");
  mended("xml.character-reference", forbidden_references_,
         " references to characters that XML forbids were left out; the writing program should be told");
  mended("xml.trailing-nul", trailing_nuls_, " NUL bytes after the document were left out");
  if (!encoding_.wrong_declaration.empty())
    findings.report({"xml.encoding-declared", Severity::warning, Place{source_, {}, {}, {}, {}},
                     "the document says that it is in " + encoding_.wrong_declaration +
                         ", but its bytes say otherwise; they were followed"});
}

} // namespace micrograph::document
