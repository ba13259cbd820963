"""Front desk: what happens at the desk — guests arrive, leave, or do not come.

These are facts. Check-in asks for an assigned room that is ready; check-out gives unused nights back.
"""

from app.features.front_desk.commands import HANDLERS
from app.features.front_desk.commands.absent import MarkNoShow
from app.features.front_desk.commands.arriving import CheckIn
from app.features.front_desk.commands.cancelling import ArriveLate, CancelWithFee, FeeChanged, Reinstate
from app.features.front_desk.commands.ending_fees import WAIVE, NoAccounts
from app.features.front_desk.commands.fees import ChargeFee, NoFee, SetDeskTerms
from app.features.front_desk.commands.group_account import OpenGroupAccount
from app.features.front_desk.commands.identity import VerifyIdentity
from app.features.front_desk.commands.keys import IssueKeys, ReturnKeys
from app.features.front_desk.commands.knowing import RelateGuests, SetPreferences, UnrelateGuests
from app.features.front_desk.commands.leaving import LEAVE_BALANCE, CheckOut
from app.features.front_desk.commands.mass import CheckInMany, CheckOutMany
from app.features.front_desk.commands.merging import (
    CannotMerge,
    KeepApart,
    MergeGuests,
    NotMerged,
    UnmergeGuests,
)
from app.features.front_desk.commands.planning import CommitPlan, PlanOutdated, PlanRefused
from app.features.front_desk.commands.queueing import JoinQueue, LeaveQueue, RoomIsReady
from app.features.front_desk.commands.refusals import NoRoomYet, NotExpected, RoomNotReady, StillOwes
from app.features.front_desk.commands.register import (
    AnswerRegister,
    CompleteRegister,
    MarkRegisterSent,
    RegisterClosed,
    SetRegisterTerms,
    WithdrawRegister,
)
from app.features.front_desk.commands.register_places import AddRegisterPlaces
from app.features.front_desk.commands.rooming import GiveRoom
from app.features.front_desk.commands.securing import SecureStay
from app.features.front_desk.commands.sharing import ChangeSharer, EndSharing, SharesAlready, ShareStay
from app.features.front_desk.commands.shift import (
    HandOver,
    OwnHandover,
    RecordIncident,
    SettledAlready,
    SettleIncident,
    TakenAlready,
    TakeOver,
)
from app.features.front_desk.commands.signing import SignRegistration
from app.features.front_desk.commands.traces import (
    AddAlert,
    AddNote,
    AddTrace,
    ChangeTrace,
    DropAlert,
    DropTrace,
    FinishTrace,
    TraceDone,
)
from app.features.front_desk.commands.turning_away import CountTurnAway
from app.features.front_desk.commands.waiting import (
    BookFromWaitlist,
    JoinWaitlist,
    LapseOffers,
    LeaveWaitlist,
    NotWaiting,
    OfferRoom,
)
from app.features.front_desk.commands.walking import CannotWalk, WalkGuest
from app.features.front_desk.commands.walking_in import WalkIn
from app.features.front_desk.integrity import CHECKS
from app.features.front_desk.providers.files import save_board, save_file
from app.features.front_desk.providers.pictures import picture_kinds, read_picture
from app.features.front_desk.providers.places import NoPlaces, read_places
from app.features.front_desk.queries import ANSWERS
from app.features.front_desk.queries.arriving import (
    CheckInFacts,
    CheckInView,
    DeskTermsOf,
    DeskTermsView,
    HouseFacts,
    IdentityView,
    MoneyView,
    PersonView,
)
from app.features.front_desk.queries.availability import Availability, AvailabilityView, TypeOffer
from app.features.front_desk.queries.boards_arrivals import Arrivals
from app.features.front_desk.queries.boards_departures import Departures
from app.features.front_desk.queries.boards_holds import HoldRow, Holds, HoldsView
from app.features.front_desk.queries.boards_in_house import InHouse
from app.features.front_desk.queries.boards_rooms import RoomOffer, RoomOffersView, RoomsToGive
from app.features.front_desk.queries.boards_rows import BoardStay, StayBoardView
from app.features.front_desk.queries.boards_to_place import RoomMoves, ToPlace
from app.features.front_desk.queries.boards_waiting import (
    TaskRow,
    TasksView,
    TraceBoard,
    WaitBoard,
    WishesView,
    WishRow,
)
from app.features.front_desk.queries.done_today import DoneRow, DoneToday
from app.features.front_desk.queries.duplicates import (
    Candidate,
    ComparedGuests,
    DuplicatePair,
    Duplicates,
    DuplicatesView,
)
from app.features.front_desk.queries.ending import CancellationFee, EndingsOf, EndingView, FeeView, StayFee
from app.features.front_desk.queries.express import ExpressCheckIn, ExpressCheckOut, ExpressRow
from app.features.front_desk.queries.fitting import FITTED, FitView, MakeItFit, Seen
from app.features.front_desk.queries.fitting_words import PlannedMove
from app.features.front_desk.queries.groups import GroupAccountOf, GroupAccountView
from app.features.front_desk.queries.history import BookingHistory, HistoryEntry
from app.features.front_desk.queries.kept_plans import kept, restored
from app.features.front_desk.queries.leaving import CheckOutFacts, CheckOutView, HoldView, PaidView, PayerView
from app.features.front_desk.queries.letter import ConfirmationLetter, LetterView
from app.features.front_desk.queries.planning import PlanLook, PlanStay
from app.features.front_desk.queries.position import BoardCounts, CountsView, Position, PositionView
from app.features.front_desk.queries.profile import CompanionsOf, GuestProfile, ProfileStay, ProfileView
from app.features.front_desk.queries.profile_parts import (
    Companion,
    MergeView,
    MessageView,
    PaperView,
    SeenDocument,
)
from app.features.front_desk.queries.queueing import QueueRow, RoomQueue
from app.features.front_desk.queries.ready_rooms import ArrivalRoom
from app.features.front_desk.queries.register import (
    FilingView,
    Lack,
    Register,
    RegisterCount,
    RegisterCountView,
    RegisterFilings,
    RegisterRow,
    RegisterView,
)
from app.features.front_desk.queries.register_files import (
    NotReady,
    RegisterFile,
    RegisterFileView,
    RegisterWithdrawal,
)
from app.features.front_desk.queries.registration import CardFile, RegistrationCard
from app.features.front_desk.queries.shift import (
    Handovers,
    HandoverView,
    IncidentView,
    ShiftLine,
    ShiftNow,
    ShiftTopic,
    ShiftView,
    Topic,
)
from app.features.front_desk.queries.tidying import TidyUp
from app.features.front_desk.queries.traces import (
    AlertsOf,
    AlertView,
    Around,
    AroundBooking,
    NoteView,
    SharerView,
    TracesDue,
    TraceView,
)
from app.features.front_desk.queries.turning_away import (
    TurnAwayRow,
    TurnAways,
    TurnAwaysView,
    WalkCandidate,
    WalkCandidates,
    Walks,
    WalkView,
)
from app.features.front_desk.queries.waitlist import Waitlist, WaitlistFits, WaitlistRow
from app.features.front_desk.queries.walk_letter import WalkLetter, WalkLetterView
from app.features.front_desk.queries.wishes import WishView
from app.features.front_desk.rules import identity, likeness, likings, mrz, register, register_lists
from app.features.front_desk.rules.ending import FeeLine
from app.features.front_desk.rules.fees import Band
from app.features.front_desk.rules.history import Changed
from app.features.front_desk.rules.mrz import Mrz, NotMrz
from app.features.front_desk.rules.register_places import PlaceLine, PlaceTable
from app.features.front_desk.rules.traces import DEPARTMENTS, MOMENTS, Moment
from app.features.front_desk.rules.urgency import Need, Pays, Step, Urgency
from app.features.front_desk.rules.walking import Refusal
from app.features.front_desk.subscribers import SUBSCRIPTIONS
from app.infra.languages import LANGUAGES

__all__ = [
    "ANSWERS",
    "CHECKS",
    "DEPARTMENTS",
    "FITTED",
    "HANDLERS",
    "LANGUAGES",
    "LEAVE_BALANCE",
    "MOMENTS",
    "SUBSCRIPTIONS",
    "WAIVE",
    "AddAlert",
    "AddNote",
    "AddRegisterPlaces",
    "AddTrace",
    "AlertView",
    "AlertsOf",
    "AnswerRegister",
    "Around",
    "AroundBooking",
    "ArrivalRoom",
    "Arrivals",
    "ArriveLate",
    "Availability",
    "AvailabilityView",
    "Band",
    "BoardCounts",
    "BoardStay",
    "BookFromWaitlist",
    "BookingHistory",
    "CancelWithFee",
    "CancellationFee",
    "Candidate",
    "CannotMerge",
    "CannotWalk",
    "CardFile",
    "ChangeSharer",
    "ChangeTrace",
    "Changed",
    "ChargeFee",
    "CheckIn",
    "CheckInFacts",
    "CheckInMany",
    "CheckInView",
    "CheckOut",
    "CheckOutFacts",
    "CheckOutMany",
    "CheckOutView",
    "CommitPlan",
    "Companion",
    "CompanionsOf",
    "ComparedGuests",
    "CompleteRegister",
    "ConfirmationLetter",
    "CountTurnAway",
    "CountsView",
    "Departures",
    "DeskTermsOf",
    "DeskTermsView",
    "DoneRow",
    "DoneToday",
    "DropAlert",
    "DropTrace",
    "DuplicatePair",
    "Duplicates",
    "DuplicatesView",
    "EndSharing",
    "EndingView",
    "EndingsOf",
    "ExpressCheckIn",
    "ExpressCheckOut",
    "ExpressRow",
    "FeeChanged",
    "FeeLine",
    "FeeView",
    "FilingView",
    "FinishTrace",
    "FitView",
    "GiveRoom",
    "GroupAccountOf",
    "GroupAccountView",
    "GuestProfile",
    "HandOver",
    "HandoverView",
    "Handovers",
    "HistoryEntry",
    "HoldRow",
    "HoldView",
    "Holds",
    "HoldsView",
    "HouseFacts",
    "IdentityView",
    "InHouse",
    "IncidentView",
    "IssueKeys",
    "JoinQueue",
    "JoinWaitlist",
    "KeepApart",
    "Lack",
    "LapseOffers",
    "LeaveQueue",
    "LeaveWaitlist",
    "LetterView",
    "MakeItFit",
    "MarkNoShow",
    "MarkRegisterSent",
    "MergeGuests",
    "MergeView",
    "MessageView",
    "Moment",
    "MoneyView",
    "Mrz",
    "Need",
    "NoAccounts",
    "NoFee",
    "NoPlaces",
    "NoRoomYet",
    "NotExpected",
    "NotMerged",
    "NotMrz",
    "NotReady",
    "NotWaiting",
    "NoteView",
    "OfferRoom",
    "OpenGroupAccount",
    "OwnHandover",
    "PaidView",
    "PaperView",
    "PayerView",
    "Pays",
    "PersonView",
    "PlaceLine",
    "PlaceTable",
    "PlanLook",
    "PlanOutdated",
    "PlanRefused",
    "PlanStay",
    "PlannedMove",
    "Position",
    "PositionView",
    "ProfileStay",
    "ProfileView",
    "QueueRow",
    "RecordIncident",
    "Refusal",
    "Register",
    "RegisterClosed",
    "RegisterCount",
    "RegisterCountView",
    "RegisterFile",
    "RegisterFileView",
    "RegisterFilings",
    "RegisterRow",
    "RegisterView",
    "RegisterWithdrawal",
    "RegistrationCard",
    "Reinstate",
    "RelateGuests",
    "ReturnKeys",
    "RoomIsReady",
    "RoomMoves",
    "RoomNotReady",
    "RoomOffer",
    "RoomOffersView",
    "RoomQueue",
    "RoomsToGive",
    "SecureStay",
    "Seen",
    "SeenDocument",
    "SetDeskTerms",
    "SetPreferences",
    "SetRegisterTerms",
    "SettleIncident",
    "SettledAlready",
    "ShareStay",
    "SharerView",
    "SharesAlready",
    "ShiftLine",
    "ShiftNow",
    "ShiftTopic",
    "ShiftView",
    "SignRegistration",
    "StayBoardView",
    "StayFee",
    "Step",
    "StillOwes",
    "TakeOver",
    "TakenAlready",
    "TaskRow",
    "TasksView",
    "TidyUp",
    "ToPlace",
    "Topic",
    "TraceBoard",
    "TraceDone",
    "TraceView",
    "TracesDue",
    "TurnAwayRow",
    "TurnAways",
    "TurnAwaysView",
    "TypeOffer",
    "UnmergeGuests",
    "UnrelateGuests",
    "Urgency",
    "VerifyIdentity",
    "WaitBoard",
    "Waitlist",
    "WaitlistFits",
    "WaitlistRow",
    "WalkCandidate",
    "WalkCandidates",
    "WalkGuest",
    "WalkIn",
    "WalkLetter",
    "WalkLetterView",
    "WalkView",
    "Walks",
    "WishRow",
    "WishView",
    "WishesView",
    "WithdrawRegister",
    "identity",
    "kept",
    "likeness",
    "likings",
    "mrz",
    "picture_kinds",
    "read_picture",
    "read_places",
    "register",
    "register_lists",
    "restored",
    "save_board",
    "save_file",
]
