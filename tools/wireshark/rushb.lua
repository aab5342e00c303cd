-- A Wireshark dissector for RUSHB. The rules it names (W1, A4, ...) are those of docs/protocol.md; how to install it is in
-- docs/wireshark.md.
--
-- Bit arithmetic is done with numbers: Lua 5.2 (up to Wireshark 4.2) and Lua 5.4 (since 4.4) have no bit operators in common.

local rushb = Proto("rushb", "RUSHB")

local PACKET_LENGTH = 1472
local HEADER_LENGTH = 8
local VERSION = 2
local WINDOW = 64 -- A1, and how far a number may jump before we doubt it
local ACK, NAK, GET, DAT, FIN, CHK, ENC = 0x80, 0x40, 0x20, 0x10, 0x08, 0x04, 0x02

rushb.prefs.ports = Pref.range("UDP ports", "3200",
  "Ports of RUSHB servers. Datagrams to them come from clients, datagrams from them come from servers.", 65535)

------------------------------------------------------------------------------------------------------------------------ fields

local SET = { "Set", "Not set" }
local CHECKSUM_STATUS = { [0] = "Bad", [1] = "Good", [2] = "Unverified", [3] = "Not present" }

local f = {
  seq = ProtoField.uint16("rushb.seq", "Sequence number"),
  ack = ProtoField.uint16("rushb.ack", "Acknowledgement number"),
  checksum = ProtoField.uint16("rushb.checksum", "Checksum", base.HEX_DEC),
  checksum_status = ProtoField.uint8("rushb.checksum.status", "Checksum status", base.DEC, CHECKSUM_STATUS),
  checksum_right = ProtoField.uint16("rushb.checksum.calculated", "Calculated checksum", base.HEX_DEC),
  flags = ProtoField.uint8("rushb.flags", "Flags", base.HEX),
  flag_ack = ProtoField.bool("rushb.flags.ack", "ACK", 8, SET, ACK),
  flag_nak = ProtoField.bool("rushb.flags.nak", "NAK", 8, SET, NAK),
  flag_get = ProtoField.bool("rushb.flags.get", "GET", 8, SET, GET),
  flag_dat = ProtoField.bool("rushb.flags.dat", "DAT", 8, SET, DAT),
  flag_fin = ProtoField.bool("rushb.flags.fin", "FIN", 8, SET, FIN),
  flag_chk = ProtoField.bool("rushb.flags.chk", "CHK (checksum)", 8, SET, CHK),
  flag_enc = ProtoField.bool("rushb.flags.enc", "ENC (encryption)", 8, SET, ENC),
  flag_reserved = ProtoField.bool("rushb.flags.reserved", "Reserved", 8, SET, 0x01),
  reserved = ProtoField.uint8("rushb.reserved", "Reserved", base.DEC, nil, 0xf8),
  version = ProtoField.uint8("rushb.version", "Version", base.DEC, nil, 0x07),
  len = ProtoField.uint16("rushb.len", "Payload length"),
  payload = ProtoField.bytes("rushb.payload", "Payload as sent"),
  padding = ProtoField.uint16("rushb.padding", "Padding"),
  data = ProtoField.bytes("rushb.data", "Data"),
  resource = ProtoField.string("rushb.resource", "Resource"),
  way = ProtoField.string("rushb.way", "Way"),
  nonce = ProtoField.string("rushb.nonce", "Nonce"),
  cookie = ProtoField.string("rushb.cookie", "Cookie"),
  tag = ProtoField.string("rushb.tag", "Tag"),
  first = ProtoField.string("rushb.first", "First segment"),
  last = ProtoField.string("rushb.last", "Last segment"),
  path = ProtoField.string("rushb.path", "Path"),
  trailer = ProtoField.string("rushb.trailer", "Trailer of the part (MAC)"),
  kind = ProtoField.string("rushb.kind", "Kind"),
  sender = ProtoField.string("rushb.sender", "Sent by"),
  session = ProtoField.uint32("rushb.session", "Session"),
  malformed = ProtoField.string("rushb.malformed", "Malformed"),
  stray = ProtoField.string("rushb.stray", "Stray"),
  retransmission_of = ProtoField.framenum("rushb.retransmission_of", "Retransmission of", base.NONE, frametype.RETRANS_PREV),
  request_in = ProtoField.framenum("rushb.request_in", "Answer to", base.NONE, frametype.REQUEST),
  response_in = ProtoField.framenum("rushb.response_in", "Answered in", base.NONE, frametype.RESPONSE),
  time = ProtoField.relative_time("rushb.time", "Time since what it answers"),
}

local field_list = {}
for _, field in pairs(f) do
  field_list[#field_list + 1] = field
end
rushb.fields = field_list

local e = {
  malformed = ProtoExpert.new("rushb.expert.malformed", "Malformed packet", expert.group.MALFORMED, expert.severity.ERROR),
  checksum = ProtoExpert.new("rushb.expert.checksum", "Wrong checksum (W5)", expert.group.CHECKSUM, expert.severity.ERROR),
  retransmission = ProtoExpert.new("rushb.expert.retransmission", "Retransmission", expert.group.SEQUENCE, expert.severity.NOTE),
  late = ProtoExpert.new("rushb.expert.late", "Late packet", expert.group.SEQUENCE, expert.severity.NOTE),
  stray = ProtoExpert.new("rushb.expert.stray", "Stray packet", expert.group.SEQUENCE, expert.severity.WARN),
  gap = ProtoExpert.new("rushb.expert.gap", "Packets missing from the capture", expert.group.SEQUENCE, expert.severity.WARN),
  number = ProtoExpert.new("rushb.expert.number", "Acknowledgement number not 0 (N3)", expert.group.PROTOCOL, expert.severity.WARN),
  nak = ProtoExpert.new("rushb.expert.nak", "NAK", expert.group.SEQUENCE, expert.severity.NOTE),
  refused = ProtoExpert.new("rushb.expert.refused", "Resource not available (S4)", expert.group.RESPONSE_CODE, expert.severity.NOTE),
}

local expert_list = {}
for _, info in pairs(e) do
  expert_list[#expert_list + 1] = info
end
rushb.experts = expert_list

------------------------------------------------------------------------------------------------------- the packet (W1 to W6)

-- W6: what each byte of the payload means.
local DECIPHER = {}
for c = 0, 255 do
  local m = 1
  for _ = 1, 15 do
    m = m * c % 249
  end
  DECIPHER[string.char(c)] = string.char(m)
end

-- W3: who sends which combination of the five high flags.
local KINDS = {
  [GET] = "client",
  [DAT] = "server",
  [DAT + ACK] = "client",
  [DAT + NAK] = "client",
  [FIN] = "server",
  [FIN + ACK] = "both",
  [FIN + NAK] = "client",
}

local function has(flags, flag)
  return flags % (2 * flag) >= flag
end

local function names(flags, separator, list)
  local found = {}
  for _, flag in ipairs(list) do
    if has(flags, flag[1]) then
      found[#found + 1] = flag[2]
    end
  end
  return table.concat(found, separator)
end

local KIND_FLAGS = { { GET, "GET" }, { DAT, "DAT" }, { FIN, "FIN" }, { ACK, "ACK" }, { NAK, "NAK" } }
local OPTION_FLAGS = { { CHK, "CHK" }, { ENC, "ENC" } }

-- W5: the Internet checksum, 16-bit words little endian.
local function checksum(payload)
  local sum = 0
  local length = #payload
  for i = 1, length - 1, 2 do
    local low, high = payload:byte(i, i + 1)
    sum = sum + low + high * 256
  end
  if length % 2 == 1 then
    sum = sum + payload:byte(length)
  end
  while sum > 0xffff do
    sum = sum % 0x10000 + math.floor(sum / 0x10000)
  end
  return 0xffff - sum
end

-- W4: the payload without its trailing zeros.
local function stripped(payload)
  return payload:match("^.*[^\0]") or ""
end

-- Whether text is UTF-8 as far as it has to be to be shown.
local function is_utf8(text)
  local rest = text:gsub("[\194-\223][\128-\191]", ""):gsub("[\224-\239][\128-\191][\128-\191]", "")
  rest = rest:gsub("[\240-\244][\128-\191][\128-\191][\128-\191]", "")
  return not rest:find("[\128-\255]")
end

local function printable(text)
  local unsafe = is_utf8(text) and "[%c\"\\]" or "[%c\"\\\128-\255]"
  return (text:gsub(unsafe, function(c)
    return (c == '"' or c == "\\") and "\\" .. c or string.format("\\x%02x", c:byte())
  end))
end

-- Reads what is there: everything, if it is a packet at all.
local function read(tvb)
  local p = { length = tvb:reported_len(), captured = tvb:len(), malformed = {} }
  p.complete = p.captured >= p.length
  if p.captured < HEADER_LENGTH then
    return p
  end
  p.seq = tvb(0, 2):uint()
  p.ack = tvb(2, 2):uint()
  p.checksum = tvb(4, 2):uint()
  p.flags = tvb(6, 1):uint()
  p.last_byte = tvb(7, 1):uint()
  p.kind = p.flags - p.flags % 8
  p.options = p.flags % 8 - p.flags % 2
  p.name = names(p.kind, "+", KIND_FLAGS)
  if p.name == "" then
    p.name = "no kind"
  end
  p.payload = p.captured > HEADER_LENGTH and stripped(tvb:raw(HEADER_LENGTH, p.captured - HEADER_LENGTH)) or ""
  p.data = has(p.flags, ENC) and p.payload:gsub(".", DECIPHER) or p.payload
  if has(p.flags, GET) then
    p.resource = printable(p.data)
  end
  if p.complete or not has(p.flags, CHK) then
    p.checksum_right = has(p.flags, CHK) and checksum(p.payload) or 0
    p.damaged = p.checksum ~= p.checksum_right
  end
  return p
end

-- W1 to W4: every reason why it is no packet.
local function find_faults(p)
  local function fault(rule, text)
    p.malformed[#p.malformed + 1] = { rule = rule, text = rule .. ": " .. text }
  end
  if p.length ~= PACKET_LENGTH then
    fault("W1", string.format("%d bytes, not %d", p.length, PACKET_LENGTH))
  end
  if not p.seq then
    return
  end
  if p.last_byte % 8 ~= VERSION then
    fault("W2", string.format("version %d, not %d", p.last_byte % 8, VERSION))
  end
  if p.last_byte >= 8 or p.flags % 2 == 1 then
    fault("W2", "a reserved bit is set")
  end
  local sender = KINDS[p.kind]
  if not sender then
    fault("W3", p.name .. " is no legal combination of flags")
  elseif p.sender and sender ~= "both" and sender ~= p.sender then
    fault("W3", p.name .. " is not sent by a " .. p.sender)
  end
  if sender and p.kind ~= GET and p.kind ~= DAT and p.payload ~= "" then
    fault("W4", p.name .. " carries no data")
  end
end

-------------------------------------------------------------------------------------------- conversations, sessions and links

-- By address pair: { client = endpoint, session = the session }. By frame number: what we found out when we first saw it.
local conversations, records, sessions_seen = {}, {}, 0

function rushb.init()
  conversations, records, sessions_seen = {}, {}, 0
end

-- N2: the number meant, counted on without wrapping, given one near it.
local function unwrap(near, number)
  local ahead = (number - near) % 0x10000
  return near + (ahead < 0x8000 and ahead or ahead - 0x10000)
end

local function note(r, kind, text)
  r.notes[#r.notes + 1] = { kind = kind, text = text }
end

local function open(conversation, get)
  sessions_seen = sessions_seen + 1
  local s = {
    index = sessions_seen - 1,
    get = get, -- nil if the capture begins in the middle
    sent = {}, -- the server's packets by number
    answers = {}, -- the client's packets by number
    high = get and 0 or nil, -- the highest number of the server
    last = get and 1 or nil, -- the highest acceptable number of the client
    previous = conversation.session,
  }
  if s.previous then
    s.previous.previous = nil
  end
  if get then
    s.resource = get.resource
    s.answers[1] = get
    s.asked = { frames = get.frames, wants = 1 }
    for _, frame in ipairs(get.frames) do
      records[frame].session = s
    end
  end
  conversation.session = s
  return s
end

-- Makes this frame the answer to what was asked, if it is the one that was wanted.
local function answers_what_was_asked(s, r, number)
  local asked = s.asked
  if asked and asked.wants == number then
    r.request_in = asked.frames[#asked.frames]
    for _, frame in ipairs(asked.frames) do
      records[frame].response_in = records[frame].response_in or r.frame
    end
    s.asked = nil
  end
end

local function ask(s, r, wants)
  if s.asked and s.asked.wants == wants then
    table.insert(s.asked.frames, r.frame)
  else
    s.asked = { frames = { r.frame }, wants = wants }
  end
end

-- A GET whose session we cannot know yet: the server's next packet tells (A6).
local function replaces(s, p, number)
  if not s.pending or p.seq ~= 1 or (p.kind ~= DAT and p.kind ~= FIN) then
    return false
  end
  local high = s.high and s.sent[s.high]
  if high and number == s.high + 1 and high.answered then
    return false -- the numbers have wrapped
  end
  return not (high and number == s.high and p.raw == high.raw)
end

local function repeated_by_server(s, r, p, number)
  local sent = s.sent[number]
  r.retransmission_of = sent.frames[1]
  note(r, "retransmission", string.format("Retransmission of the packet in frame %d", sent.frames[1]))
  if number < s.high then
    note(r, "late", string.format("Late copy of an older packet: %d is outstanding", s.high % 0x10000))
    return
  end
  table.insert(sent.frames, r.frame)
  sent.again = true
  answers_what_was_asked(s, r, number)
end

-- What the last answer to the packet before this one tells of the client's numbers.
local function catch_up(s, r, number)
  local before = s.sent[number - 1]
  if s.high == 0 and number == 1 or before and before.answered then
    return
  end
  if s.rejected and s.rejected.names == number - 1 then
    s.last = s.rejected.number -- the server took it
    ask(s, { frame = s.rejected.frame }, number)
  else
    s.last = nil -- any number will do
    if not before and s.high then
      note(r, "gap", string.format("Packets missing from the capture: %d expected", (s.high + 1) % 0x10000))
    elseif before then
      note(r, "gap", string.format("The acknowledgement of packet %d is missing from the capture", (number - 1) % 0x10000))
    end
  end
end

local function from_server(conversation, r, p)
  local s = conversation.session or open(conversation)
  if s.high == 0 and p.kind == FIN + ACK and s.previous and s.previous.closed then
    s = s.previous -- A7: a copy that came late
  end
  local number = unwrap(s.high or p.seq, p.seq)
  if replaces(s, p, number) then
    s = open(conversation, s.pending)
    number = 1
  end
  r.session = s
  if p.kind ~= FIN + ACK and p.ack ~= 0 then
    note(r, "number", "The acknowledgement number must be 0 (N3)")
  end
  if s.options and p.options ~= s.options then
    note(r, "stray", "Other options than the session's (S2)")
    return
  end
  if s.sent[number] and s.sent[number].kind == p.kind then
    repeated_by_server(s, r, p, number)
    return
  end
  local ahead = s.high and number - s.high or 1
  local near_jump = s.jump and math.abs(number - s.jump) <= WINDOW
  if ahead < 1 or (p.damaged and ahead > 1) or (ahead > WINDOW and not near_jump) then
    s.jump = number
    note(r, "stray", string.format("Number out of sequence: %d expected", ((s.high or 0) + 1) % 0x10000))
    return
  end
  if s.closed then
    note(r, "stray", string.format("The session ended in frame %d (S6)", s.closed))
    return
  end
  catch_up(s, r, number)
  local before = s.high and s.sent[s.high]
  if before then
    before.raw = nil
  end
  s.high, s.jump, s.rejected = number, nil, nil
  s.options = s.options or p.options
  s.sent[number] = { frames = { r.frame }, kind = p.kind, raw = p.raw }
  answers_what_was_asked(s, r, number)
  if p.kind == FIN and number == 1 and s.get then
    note(r, "refused", "The resource is not available (S4)")
  elseif p.kind == FIN + ACK then
    s.closed = r.frame
  end
end

local function get_from_client(conversation, r, p)
  local s = conversation.session
  local get = { frames = { r.frame }, raw = p.raw, resource = p.resource, kind = GET, ack = 0 }
  r.session = s
  r.resource = p.resource
  if p.damaged then
    note(r, "stray", "A GET with a wrong checksum is ignored (S2)")
  elseif p.seq ~= 1 or p.ack ~= 0 then
    note(r, "stray", "A GET has number 1 and acknowledgement number 0 (S1)")
  elseif not s or s.closed then
    r.session = open(conversation, get)
  elseif s.get and s.get.raw == p.raw and not s.proven and (s.high or 0) <= 1 then
    r.retransmission_of = s.get.frames[1]
    note(r, "retransmission", string.format("Retransmission of the packet in frame %d", s.get.frames[1]))
    ask(s, r, 1)
  elseif s.pending and s.pending.raw == p.raw then
    r.retransmission_of = s.pending.frames[1]
    note(r, "retransmission", string.format("Retransmission of the packet in frame %d", s.pending.frames[1]))
    table.insert(s.pending.frames, r.frame)
  else
    s.pending = get
    note(r, "stray", "GET during a session: a new start or a stray copy (A6)")
  end
end

local function is_repeated(s, p, number)
  local before = s.answers[number]
  return before and before.kind == p.kind and before.ack == p.ack
end

-- A number that we have seen is no news for the server, unless what it answers has been sent again.
local function repeated_by_client(s, r, number)
  local before = s.answers[number]
  r.retransmission_of = before.frames[1]
  note(r, "retransmission", string.format("Retransmission of the packet in frame %d", before.frames[1]))
  table.insert(before.frames, r.frame)
end

-- A7: only the FIN+ACK is answered once more.
local function after_the_end(s, r, p, number, names)
  local ahead = number - (s.last or number)
  if p.kind ~= FIN + ACK or p.options ~= s.options or p.damaged or names ~= s.high - 1 or ahead < 0 or ahead > WINDOW then
    note(r, "stray", string.format("The session ended in frame %d (A7)", s.closed))
    return
  end
  if is_repeated(s, p, number) then
    repeated_by_client(s, r, number)
  end
  ask(s, r, s.high)
end

local function accept(s, r, p, number, names)
  local sent = s.sent[names]
  s.last = number
  s.proven = true
  s.pending = nil -- A6
  s.answers[number] = { frames = { r.frame }, kind = p.kind, ack = p.ack }
  if sent then
    r.request_in = sent.frames[#sent.frames]
    for _, frame in ipairs(sent.frames) do
      records[frame].response_in = records[frame].response_in or r.frame
    end
    sent.answered = sent.answered or has(p.kind, ACK)
  end
  if has(p.kind, NAK) then
    note(r, "nak", string.format("The client asks for packet %d again", p.ack))
    ask(s, r, names)
  else
    ask(s, r, names + 1)
  end
end

-- A1 to A5, for a packet whose options and checksum are right.
local function judge(s, r, p, number, names)
  local sent = s.sent[names]
  local outstanding = s.high and s.sent[s.high]
  local ahead = s.last and number - s.last or 1
  if ahead < 1 or ahead > ((outstanding and outstanding.again) and WINDOW or 1) then
    note(r, "stray", string.format("Number out of sequence: %d expected (A1)", (s.last + 1) % 0x10000))
  elseif s.high and names > s.high or s.get and names < 1 then
    note(r, "stray", string.format("It names packet %d, which was not sent before it (A5)", p.ack))
  elseif sent and (sent.kind == DAT) ~= has(p.kind, DAT) then
    note(r, "stray", string.format("%s is no answer to packet %d (A5)", p.name, p.ack))
  elseif s.high and names < s.high then
    s.last = number
    s.answers[number] = { frames = { r.frame }, kind = p.kind, ack = p.ack }
    r.request_in = sent and sent.frames[#sent.frames]
    note(r, "late", string.format("Late answer to a copy: packet %d is outstanding (A4)", s.high % 0x10000))
    return
  else
    accept(s, r, p, number, names)
    return
  end
  s.rejected = { frame = r.frame, number = number, names = names }
end

local function from_client(conversation, r, p)
  if p.kind == GET then
    get_from_client(conversation, r, p)
    return
  end
  local s = conversation.session or open(conversation)
  r.session = s
  local number = unwrap(s.last or p.seq, p.seq)
  local names = unwrap(s.high or p.ack, p.ack)
  if s.closed then
    after_the_end(s, r, p, number, names)
  elseif s.options and p.options ~= s.options then
    note(r, "stray", "Other options than the session's (S2)")
  elseif p.damaged then
    note(r, "stray", "An answer with a wrong checksum is ignored (W5)")
  elseif is_repeated(s, p, number) then
    repeated_by_client(s, r, number)
    if s.sent[names] and names == s.high then
      r.request_in = s.sent[names].frames[#s.sent[names].frames]
      ask(s, r, has(p.kind, NAK) and names or names + 1)
    end
  else
    judge(s, r, p, number, names)
  end
end

---------------------------------------------------------------------------------------------------------------- who is who

local served = {} -- the configured ports

local function read_ports(text)
  local ports = {}
  for first, last in text:gmatch("(%d+)%-?(%d*)") do
    for port = tonumber(first), tonumber(last == "" and first or last) do
      ports[port] = true
    end
  end
  return ports
end

local function conversation_of(pinfo)
  local source = tostring(pinfo.src) .. " " .. pinfo.src_port
  local destination = tostring(pinfo.dst) .. " " .. pinfo.dst_port
  local key = source < destination and source .. " " .. destination or destination .. " " .. source
  local conversation = conversations[key]
  if not conversation then
    conversation = {}
    conversations[key] = conversation
  end
  return conversation, source, destination
end

-- The side that sent it: by the port, else (another port, "Decode As") by what the conversation has shown.
local function sender_of(p, pinfo, conversation, source, destination)
  if served[pinfo.src_port] ~= served[pinfo.dst_port] then
    return served[pinfo.dst_port] and "client" or "server"
  end
  local side = p.kind and KINDS[p.kind]
  if not conversation.client and side and side ~= "both" then
    conversation.client = side == "client" and source or destination
  end
  return conversation.client and (conversation.client == source and "client" or "server")
end

-- What there is to know about this frame; found out once, in the order of the capture.
local function record_of(tvb, pinfo, p)
  local r = records[pinfo.number]
  if r then
    p.sender = r.sender
    find_faults(p)
    return r
  end
  local conversation, source, destination = conversation_of(pinfo)
  r = { frame = pinfo.number, time = pinfo.rel_ts, notes = {} }
  p.sender = sender_of(p, pinfo, conversation, source, destination)
  r.sender = p.sender
  records[pinfo.number] = r
  find_faults(p)
  if #p.malformed == 0 and p.sender then
    p.raw = tvb:raw()
    if p.sender == "client" then
      from_client(conversation, r, p)
    else
      from_server(conversation, r, p)
    end
  end
  return r
end

------------------------------------------------------------------------------------------------------------------- display

local function summary(p)
  if not p.seq then
    return string.format("%d bytes", p.length)
  end
  local parts = { p.name, "seq=" .. p.seq }
  if has(p.kind, ACK) or has(p.kind, NAK) or p.ack ~= 0 then
    parts[#parts + 1] = "ack=" .. p.ack
  end
  if p.resource then
    parts[#parts + 1] = '"' .. p.resource .. '"'
  elseif p.kind == DAT or p.payload ~= "" then
    parts[#parts + 1] = "len=" .. #p.payload
  end
  if p.options ~= 0 then
    parts[#parts + 1] = "[" .. names(p.options, ",", OPTION_FLAGS) .. "]"
  end
  return table.concat(parts, " ")
end

local PREFIXES = { retransmission = "[Retransmission] ", late = "[Late] ", stray = "[Stray] ", refused = "[Not available] " }

local function prefix(p, r)
  local text = ""
  if #p.malformed > 0 then
    local rules, seen = {}, {}
    for _, fault in ipairs(p.malformed) do
      if not seen[fault.rule] then
        rules[#rules + 1] = fault.rule
        seen[fault.rule] = true
      end
    end
    text = "[Malformed " .. table.concat(rules, ",") .. "] "
  elseif p.damaged then
    text = "[Wrong checksum] "
  end
  for _, n in ipairs(r and r.notes or {}) do
    text = text .. (PREFIXES[n.kind] or "")
  end
  return text
end

local function show_checksum(tvb, tree, p)
  local item = tree:add(f.checksum, tvb(4, 2))
  local status = 3
  if p.damaged then
    status = 0
    item:append_text(string.format(" [wrong, should be 0x%04x]", p.checksum_right))
    item:add_proto_expert_info(e.checksum, string.format("Wrong checksum (W5): 0x%04x, should be 0x%04x%s", p.checksum,
      p.checksum_right, has(p.flags, CHK) and "" or " without CHK"))
  elseif not p.checksum_right then
    status = 2
    item:append_text(" [unverified: the capture is cut short]")
  elseif has(p.flags, CHK) then
    status = 1
    item:append_text(" [right]")
  end
  item:add(f.checksum_status, tvb(4, 2), status):set_generated()
  if p.checksum_right then
    item:add(f.checksum_right, tvb(4, 2), p.checksum_right):set_generated()
  end
end

local function show_flags(tvb, tree, p)
  local item = tree:add(f.flags, tvb(6, 1))
  local options = names(p.options, ", ", OPTION_FLAGS)
  item:append_text(" (" .. p.name .. (options ~= "" and ", " .. options or "") .. ")")
  for _, field in ipairs({ f.flag_ack, f.flag_nak, f.flag_get, f.flag_dat, f.flag_fin, f.flag_chk, f.flag_enc, f.flag_reserved }) do
    item:add(field, tvb(6, 1))
  end
end

-- P1: what one of the protocol's own names asks for; nil for all others.
local function reserved_name(resource)
  local name = resource:gsub("^/", "")
  local nonce, about = name:match("^%.rushb/stat/(%x+)/(.*)$")
  if nonce then
    return { way = "stat", nonce = nonce, path = about }
  end
  local cookie, tag, first, last, path = name:match("^%.rushb/part/(%x+)/([%w-]+)/(%d+)-(%d+)/(.+)$")
  if cookie then
    return { way = "part", cookie = cookie, tag = tag, first = first, last = last, path = path }
  end
  local asker, directory = name:match("^%.rushb/list/(%x+)/(.*)$")
  return asker and { way = "list", cookie = asker, path = directory } or nil
end

local function show_name(range, tree, resource)
  local name = reserved_name(resource)
  for _, key in ipairs(name and { "way", "nonce", "cookie", "tag", "first", "last", "path" } or {}) do
    if name[key] then
      tree:add(f[key], range, name[key])
    end
  end
end

-- P5: the DAT after a part's last segment carries its MAC.
local function show_trailer(tvb, tree, p, resource)
  local name = p.kind == DAT and reserved_name(resource)
  if name and name.way == "part" and p.seq == tonumber(name.last) - tonumber(name.first) + 2 then
    tree:add(f.trailer, tvb(HEADER_LENGTH, #p.payload), p.data)
  end
end

local function show_payload(tvb, tree, p)
  local length = #p.payload
  tree:add(f.len, tvb(HEADER_LENGTH), length):set_generated()
  if length > 0 then
    local payload = tvb(HEADER_LENGTH, length)
    tree:add(f.payload, payload)
    local data = payload
    if has(p.flags, ENC) then
      data = ByteArray.new(p.data, true):tvb("RUSHB data without ENC")()
      tree:add(f.data, data):append_text(" (ENC undone)")
    else
      tree:add(f.data, data):set_hidden()
    end
    if p.resource then
      tree:add(f.resource, data, p.resource)
      show_name(data, tree, p.resource)
    end
  end
  local padding = p.captured - HEADER_LENGTH - length
  if padding > 0 then
    tree:add(f.padding, tvb(HEADER_LENGTH + length, padding), padding):append_text(" zero bytes")
  end
end

local function nanoseconds(seconds)
  local all = math.floor(seconds * 1e9 + 0.5)
  return NSTime.new(math.floor(all / 1e9), math.floor(all % 1e9))
end

local function show_links(tvb, tree, p, r)
  local s = r.session
  if s then
    tree:add(f.session, tvb(0, 0), s.index):set_generated()
    if not p.resource and s.resource then
      tree:add(f.resource, tvb(0, 0), s.resource):set_generated()
      show_trailer(tvb, tree, p, s.resource)
    end
  end
  if r.retransmission_of then
    tree:add(f.retransmission_of, tvb(0, 0), r.retransmission_of):set_generated()
  end
  if r.request_in then
    tree:add(f.request_in, tvb(0, 0), r.request_in):set_generated()
    tree:add(f.time, tvb(0, 0), nanoseconds(r.time - records[r.request_in].time)):set_generated()
  end
  if r.response_in then
    tree:add(f.response_in, tvb(0, 0), r.response_in):set_generated()
  end
  for _, n in ipairs(r.notes) do
    if n.kind == "stray" or n.kind == "late" then
      tree:add(f.stray, tvb(0, 0), n.text):set_generated():add_proto_expert_info(e[n.kind], n.text)
    else
      tree:add_proto_expert_info(e[n.kind], n.text)
    end
  end
end

function rushb.dissector(tvb, pinfo, root)
  local p = read(tvb)
  local r
  if pinfo.in_error_pkt then
    p.damaged, p.checksum_right = nil, nil -- an ICMP message quotes it: cut short, and no packet of the session
  else
    r = record_of(tvb, pinfo, p)
  end
  pinfo.cols.protocol:set("RUSHB")
  pinfo.cols.info:set(prefix(p, r) .. summary(p))
  local tree = root:add(rushb, tvb())
  tree:append_text(", " .. summary(p))
  for _, fault in ipairs(p.malformed) do
    tree:add(f.malformed, tvb(), fault.text):set_generated():add_proto_expert_info(e.malformed, "Malformed packet, " .. fault.text)
  end
  if p.seq then
    tree:add(f.kind, tvb(6, 1), p.name):set_generated()
    if p.sender then
      tree:add(f.sender, tvb(0, 0), p.sender):set_generated()
    end
    tree:add(f.seq, tvb(0, 2))
    tree:add(f.ack, tvb(2, 2))
    show_checksum(tvb, tree, p)
    show_flags(tvb, tree, p)
    tree:add(f.reserved, tvb(7, 1))
    tree:add(f.version, tvb(7, 1))
    if p.captured > HEADER_LENGTH then
      show_payload(tvb, tree, p)
    end
  end
  if r then
    show_links(tvb, tree, p, r)
  end
  return tvb:len()
end

----------------------------------------------------------------------------------------------------------------- the ports

local udp_ports = DissectorTable.get("udp.port")
local registered

local function register()
  local ports = tostring(rushb.prefs.ports)
  if ports == registered then
    return
  end
  if registered and registered ~= "" then
    udp_ports:remove(registered, rushb)
  end
  if ports ~= "" then
    udp_ports:add(ports, rushb)
  end
  registered, served = ports, read_ports(ports)
end

rushb.prefs_changed = register
register()
udp_ports:add_for_decode_as(rushb)
