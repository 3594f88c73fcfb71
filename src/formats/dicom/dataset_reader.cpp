#include "formats/dicom/dataset_reader.hpp"

#include "base/as_text.hpp"
#include "formats/dicom/dictionary.hpp"
#include "formats/dicom/siemens_csa.hpp"
#include "formats/dicom/value.hpp"

#include <algorithm>
#include <limits>

namespace micrograph::formats::dicom {

namespace {

constexpr std::uint64_t no_end = std::numeric_limits<std::uint64_t>::max();

Tag tag_of(std::span<const std::byte> bytes, std::endian order) {
  return {static_cast<std::uint16_t>(integer_of(bytes.first(2), order)),
          static_cast<std::uint16_t>(integer_of(bytes.subspan(2, 2), order))};
}

std::string_view vr_text(std::span<const std::byte> start) { return as_text(start.subspan(4, 2)); }

/// No element of a file looks so: what was to be written here never was, or the file was filled up to some size.
bool is_filling(std::span<const std::byte> start) {
  return !start.empty() && std::all_of(start.begin(), start.end(), [](std::byte byte) { return byte == std::byte{0}; });
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/// Pixels, overlays, curves, spectra and sound: what is measured, not what is said about it. Never read.
bool is_bulk(Tag tag) {
  const int start = tag.group >> 8;
  return tag.is_pixel_data() || (start == 0x60 && tag.group % 2 == 0 && tag.element == 0x3000) ||
         (start == 0x50 && tag.group % 2 == 0 && (tag.element == 0x3000 || tag.element == 0x200C)) ||
         tag == Tag{0x5600, 0x0010} || tag == Tag{0x5600, 0x0020} || tag == Tag{0x5400, 0x1010} || tag == Tag{0x0042, 0x0011};
}

JsonValue attribute_of(const ValueRepresentation& vr) {
  JsonValue attribute = JsonValue::object();
  attribute.set("vr", JsonValue::of_text(std::string(vr.name)));
  return attribute;
}

std::vector<std::string> texts_of(const JsonValue& attribute) {
  std::vector<std::string> texts;
  if (const JsonValue* const values = attribute.find("Value"))
    for (const JsonValue& value : values->items())
      texts.emplace_back(value.string().value_or(""));
  return texts;
}

std::uint16_t block_of(Tag tag, bool is_creator) {
  return static_cast<std::uint16_t>((tag.group & 0xFF) << 8 | (is_creator ? tag.element : tag.element >> 8));
}

} // namespace

bool DatasetReader::count_element() {
  if (++elements_ <= max_elements)
    return true;
  oddities_.note("dicom.limit", input_.position(), {},
                 "there are more than " + std::to_string(max_elements) + " elements and items; the rest was left out");
  return false;
}

DatasetReader::End DatasetReader::truncated(const Header& header, const std::string& path) {
  oddities_.note("dicom.truncated", header.start, path + hex_of(header.tag),
                 input_.damage().empty() ? "the file ends within this element; what stands before it was read"
                                         : input_.damage() + "; what stands before was read");
  return End::stopped;
}

void DatasetReader::read_meta(JsonValue& dataset) {
  Scope scope;
  scope.end = no_end;
  // Some writers use no representations here either.
  scope.encoding.explicit_vr = names_vr(input_.peek(8));
  for (;;) {
    const auto start = input_.peek(8);
    if (start.empty() || tag_of(start, std::endian::little).group != 0x0002)
      return;
    const auto header = read_header(scope);
    if (!header || !count_element() || read_element(dataset, scope, *header) == End::stopped)
      return;
  }
}

void DatasetReader::read_dataset(JsonValue& dataset, Encoding encoding) {
  Scope scope;
  scope.end = no_end;
  scope.encoding = encoding;
  (void)read_elements(dataset, scope);
}

const ValueRepresentation* DatasetReader::vr_of(Tag tag, const Scope& scope, bool& known) const {
  const std::string_view name = dictionary_vr(tag);
  known = !name.empty();
  if (name == "XS")
    return find_vr(scope.is_signed ? "SS" : "US");
  if (const auto* const vr = find_vr(name))
    return vr;
  known = known || tag.is_private_creator();
  return tag.is_private_creator() ? find_vr("LO") : &unknown_vr();
}

std::optional<DatasetReader::Header> DatasetReader::read_header(const Scope& scope) {
  auto start = input_.peek(8);
  if (start.empty() || scope.end - input_.position() < 8)
    return {};
  const std::endian order = scope.encoding.order;
  Header header;
  header.start = input_.position();
  header.tag = tag_of(start, order);
  const bool is_delimiter = header.tag.group == item_tag.group;
  const auto vr = find_vr(vr_text(start));
  const std::string_view name = vr_text(start);
  if (is_delimiter || !scope.encoding.explicit_vr || (vr == nullptr && !(is_upper(name[0]) && is_upper(name[1])))) {
    // No representation; where there should be one, what stands in its place is half of the length, or nonsense before it.
    const bool is_nonsense = name == "??" || name == "  " || name == std::string_view("\0\0", 2);
    const bool is_short = scope.encoding.explicit_vr && !is_delimiter && is_nonsense && integer_of(start.subspan(6, 2), order) != 0;
    header.length = static_cast<std::uint32_t>(is_short ? integer_of(start.subspan(6, 2), order) : integer_of(start.subspan(4, 4), order));
    header.vr = vr_of(header.tag, scope, header.known);
    if (scope.encoding.explicit_vr && !is_delimiter)
      oddities_.note("dicom.vr", header.start, scope.path + hex_of(header.tag),
                     "the element has no value representation, though the transfer syntax asks for it");
    (void)input_.take(8);
    return header;
  }
  header.vr = vr ? vr : &unknown_vr();
  header.length = static_cast<std::uint32_t>(integer_of(start.subspan(6, 2), order));
  // A representation made up since has the long form, one that is a slip the short one.
  bool is_long = header.vr->long_length;
  if (!vr) {
    oddities_.note("dicom.vr", header.start, scope.path + hex_of(header.tag),
                   "there is no value representation '" + std::string(name) + "'");
    const auto more = input_.peek(12);
    is_long = header.length == 0 && !more.empty() && integer_of(more.subspan(8, 4), order) < max_value_size;
    header.vr = vr_of(header.tag, scope, header.known);
  }
  if (is_long) {
    const auto more = input_.peek(12);
    if (more.empty() || scope.end - input_.position() < 12)
      return {};
    header.length = static_cast<std::uint32_t>(integer_of(more.subspan(8, 4), order));
    header.size = 12;
  }
  (void)input_.take(header.size);
  return header;
}

DatasetReader::End DatasetReader::read_elements(JsonValue& object, Scope& scope) {
  while (scope.end == no_end ? !input_.at_end() : input_.position() < scope.end) {
    const auto next = input_.peek(4);
    if (!next.empty() && scope.ends_by_delimiter && tag_of(next, scope.encoding.order) == sequence_end_tag) {
      oddities_.note("dicom.sequence", input_.position(), scope.path, "the sequence ends before its last item does");
      return End::reached; // the sequence takes it
    }
    if (is_filling(input_.peek(8))) {
      oddities_.note("dicom.truncated", input_.position(), scope.path,
                     "zeros stand in place of the next element; what stands before them was read");
      if (scope.end == no_end || scope.ends_by_delimiter)
        return End::stopped;
      (void)input_.skip(scope.end - input_.position());
      return End::reached;
    }
    const auto header = read_header(scope);
    if (!header) {
      Header rest;
      rest.start = input_.position();
      if (scope.end == no_end || input_.peek(8).empty())
        return truncated(rest, scope.path);
      oddities_.note("dicom.length", rest.start, scope.path, "bytes that are no element stand at the end of the item");
      (void)input_.skip(scope.end - rest.start);
      return End::reached;
    }
    if (header->tag == item_end_tag && scope.ends_by_delimiter)
      return End::reached;
    if (header->tag.group == item_tag.group) {
      oddities_.note("dicom.sequence", header->start, scope.path + hex_of(header->tag), "a delimiter stands where none should be");
      continue;
    }
    if (!count_element())
      return End::stopped;
    if (scope.depth == 0 && header->tag.is_pixel_data()) {
      JsonValue pixels = attribute_of(*header->vr);
      if (header->length != undefined) {
        pixels.set("size", JsonValue::of_number(std::to_string(header->length)));
        if (!input_.skip(header->length))
          oddities_.note("dicom.truncated", header->start, hex_of(header->tag), "the file ends within the pixels; the metadata are whole");
      } else {
        pixels.set("encapsulated", JsonValue::of_truth(true));
      }
      object.members().push_back({hex_of(header->tag), std::move(pixels)});
      return End::reached;
    }
    if (read_element(object, scope, *header) == End::stopped)
      return End::stopped;
  }
  if (scope.ends_by_delimiter) {
    oddities_.note("dicom.sequence", input_.position(), scope.path, "the item has no end");
  }
  return input_.damage().empty() ? End::reached : truncated({}, scope.path);
}

bool DatasetReader::holds_items(const Header& header, const Scope& scope) {
  const auto start = input_.peek(8);
  if (start.empty())
    return false;
  // What the writer did not understand it left in little endian (PS3.5, section 6.2.2).
  const std::endian order = header.vr->form == Form::sequence ? scope.encoding.order : std::endian::little;
  const Tag first = tag_of(start, order);
  if (header.length == undefined)
    return first == item_tag || first == sequence_end_tag;
  const std::uint64_t item = integer_of(start.subspan(4, 4), order);
  return header.length >= 8 && first == item_tag && (item == undefined || item <= header.length - 8);
}

DatasetReader::End DatasetReader::read_element(JsonValue& object, Scope& scope, const Header& header) {
  const bool is_defined = header.length != undefined;
  const std::uint64_t left = scope.end == no_end ? no_end : scope.end - std::min(scope.end, input_.position());
  Header element = header;
  if (is_defined && element.length > left) {
    oddities_.note("dicom.length", header.start, scope.path + hex_of(header.tag),
                   "the value is said to reach beyond the item that it stands in; it was cut off there");
    element.length = static_cast<std::uint32_t>(left);
  }
  const bool may_hold_items = element.vr->form == Form::sequence || element.vr->form == Form::unknown;
  const bool is_sequence = element.vr->form == Form::sequence ? !is_defined || element.length == 0 || holds_items(element, scope)
                                                              : may_hold_items && holds_items(element, scope);
  if (is_sequence) {
    // Unknown elements hold implicit little endian, whatever stands around them (PS3.5, section 6.2.2).
    Encoding encoding = scope.encoding;
    if (element.vr->form == Form::unknown)
      encoding = {false, std::endian::little, false};
    JsonValue attribute = attribute_of(*find_vr("SQ"));
    const End end = read_sequence(attribute, scope, element, encoding);
    object.members().push_back({hex_of(element.tag), std::move(attribute)});
    return end;
  }
  JsonValue attribute = attribute_of(*element.vr);
  End end = End::reached;
  if (!is_defined) {
    if (element.vr->form != Form::binary || !holds_items(element, scope)) {
      oddities_.note("dicom.length", header.start, scope.path + hex_of(header.tag),
                     "the value has no length and is no sequence; what follows cannot be read");
      return End::stopped;
    }
    end = skip_fragments(attribute, element);
  } else if (is_bulk(element.tag) || element.length > max_value_size) {
    attribute.set("size", JsonValue::of_number(std::to_string(element.length)));
    if (!input_.skip(element.length))
      return truncated(element, scope.path);
  } else {
    end = read_value(attribute, scope, element);
    if (end == End::stopped)
      return end;
  }
  notice(attribute, scope, element);
  object.members().push_back({hex_of(element.tag), std::move(attribute)});
  return end;
}

DatasetReader::End DatasetReader::read_value(JsonValue& attribute, Scope& scope, const Header& header) {
  const auto bytes = input_.take(header.length);
  if (!bytes)
    return truncated(header, scope.path);
  const ValueRepresentation* vr = header.vr;
  std::endian order = scope.encoding.order;
  if (vr->form == Form::unknown) {
    bool known = false;
    vr = vr_of(header.tag, scope, known);
    order = std::endian::little;
    if (known && vr->form != Form::sequence)
      attribute.set("vr", JsonValue::of_text(std::string(vr->name)));
  }
  ValueOddity oddity;
  add_value(attribute, *vr, *bytes, order, scope.texts, oddity);
  if (oddity.text)
    oddities_.note("dicom.character-set", header.start, scope.path + hex_of(header.tag),
                   "the text is not in the character set that is declared; it was read as UTF-8 or Windows-1252");
  if (oddity.width)
    oddities_.note("dicom.value", header.start, scope.path + hex_of(header.tag),
                   "the value has not a whole number of words; its bytes were kept");
  const auto creator = scope.creators.find(block_of(header.tag, false));
  if (header.tag.is_private() && is_siemens_csa(creator == scope.creators.end() ? "" : creator->second, header.tag, *bytes)) {
    bool whole = true;
    attribute.set("CSAHeader", siemens_csa(*bytes, whole));
    if (!whole)
      oddities_.note("dicom.csa", header.start, scope.path + hex_of(header.tag), "the Siemens header breaks off; what was read is kept");
  }
  return End::reached;
}

void DatasetReader::notice(const JsonValue& attribute, Scope& scope, const Header& header) const {
  if (header.tag == character_set_tag) {
    scope.texts = TextDecoder(texts_of(attribute));
    if (!scope.texts.is_known())
      oddities_.note("dicom.character-set", header.start, scope.path + hex_of(header.tag), "the character set is unknown");
  } else if (header.tag == pixel_representation_tag) {
    const JsonValue* const values = attribute.find("Value");
    scope.is_signed = values && !values->items().empty() && values->items().front().integer() == 1;
  } else if (header.tag.is_private_creator()) {
    const auto texts = texts_of(attribute);
    scope.creators[block_of(header.tag, true)] = texts.empty() ? "" : texts.front();
  }
}

DatasetReader::End DatasetReader::read_sequence(JsonValue& attribute, const Scope& scope, const Header& header, Encoding encoding) {
  const std::string path = scope.path + hex_of(header.tag) + "/";
  if (scope.depth + 1 > max_depth) {
    oddities_.note("dicom.too-deep", header.start, scope.path + hex_of(header.tag),
                   "more than " + std::to_string(max_depth) + " sequences lie within each other; deeper ones were left out");
    return header.length != undefined && input_.skip(header.length) ? End::reached : End::stopped;
  }
  const bool is_defined = header.length != undefined;
  const std::uint64_t end = is_defined ? input_.position() + header.length : scope.end;
  JsonValue items = JsonValue::array();
  End result = End::reached;
  while (result == End::reached && (end == no_end ? !input_.at_end() : input_.position() < end)) {
    const auto start = input_.peek(8);
    if (start.empty() || end - input_.position() < 8) {
      if (start.empty())
        result = truncated(header, scope.path);
      else
        (void)input_.skip(end - input_.position());
      break;
    }
    const Tag tag = tag_of(start, encoding.order);
    if (tag == sequence_end_tag) {
      (void)input_.take(8);
      break;
    }
    if (tag != item_tag) {
      oddities_.note("dicom.sequence", input_.position(), path, "something stands in the sequence that is no item");
      if (!is_defined || !input_.skip(end - input_.position()))
        result = End::stopped;
      break;
    }
    result = count_element() ? read_item(items, scope, end, encoding, path) : End::stopped;
  }
  if (!items.items().empty())
    attribute.set("Value", std::move(items));
  return result;
}

DatasetReader::End DatasetReader::read_item(JsonValue& items, const Scope& scope, std::uint64_t end, Encoding encoding,
                                            const std::string& path) {
  const auto length = static_cast<std::uint32_t>(integer_of(input_.peek(8).subspan(4, 4), encoding.order));
  (void)input_.take(8);
  Scope inner;
  inner.encoding = encoding;
  inner.depth = scope.depth + 1;
  inner.path = path;
  inner.texts = scope.texts;
  inner.is_signed = scope.is_signed;
  inner.ends_by_delimiter = length == undefined;
  inner.end = end;
  if (length != undefined) {
    const std::uint64_t stated = input_.position() + length;
    if (stated > end)
      oddities_.note("dicom.length", input_.position(), path, "an item reaches beyond its sequence; it was cut off there");
    inner.end = std::min(stated, end);
  }
  // Implicit sequences in explicit data sets, and the other way round, are seen in practice.
  if (const auto first = input_.peek(8); !first.empty() && tag_of(first, encoding.order).group != item_tag.group) {
    const bool names = names_vr(first);
    const auto name = vr_text(first);
    const bool is_slip = is_upper(name[0]) && is_upper(name[1]);
    if (names != encoding.explicit_vr && (names || !is_slip)) {
      oddities_.note("dicom.transfer-syntax", input_.position(), path, "the item is not written as the transfer syntax asks");
      inner.encoding.explicit_vr = names;
    }
  }
  JsonValue item = JsonValue::object();
  const End result = read_elements(item, inner);
  items.append(std::move(item));
  return result;
}

DatasetReader::End DatasetReader::skip_fragments(JsonValue& attribute, const Header& header) {
  attribute.set("encapsulated", JsonValue::of_truth(true));
  for (;;) {
    const auto start = input_.peek(8);
    if (start.empty())
      return truncated(header, {});
    const Tag tag = tag_of(start, std::endian::little);
    const std::uint64_t length = integer_of(start.subspan(4, 4), std::endian::little);
    (void)input_.take(8);
    if (tag == sequence_end_tag)
      return End::reached;
    if (tag != item_tag || !count_element() || !input_.skip(length))
      return truncated(header, {});
  }
}

} // namespace micrograph::formats::dicom
